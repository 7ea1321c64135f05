import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { HouseSettingTable } from '../db/tables.ts';

export function findSetting(reader: Reader, key: string): Promise<HouseSettingTable | undefined> {
	return reader.selectFrom('house_setting').selectAll().where('key', '=', key).executeTakeFirst();
}

/** The setting, held until the end of the transaction; one that nobody made yet has revision 0. */
export async function holdSetting(trx: Trx, key: string, now: Instant): Promise<HouseSettingTable> {
	const none = { key, document: '{}', revision: 0, changed_at: now, changed_by: '' };
	await trx
		.insertInto('house_setting')
		.values(none)
		.onConflict((conflict) => conflict.column('key').doNothing())
		.execute();
	return trx
		.updateTable('house_setting')
		.set((setting) => ({ revision: setting.ref('revision') }))
		.where('key', '=', key)
		.returningAll()
		.executeTakeFirstOrThrow();
}

export async function setSetting(trx: Trx, { key, ...columns }: HouseSettingTable): Promise<void> {
	await trx.updateTable('house_setting').set(columns).where('key', '=', key).execute();
}
