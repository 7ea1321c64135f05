import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';

export type ProfileField = 'name' | 'locale';

/** When a member last said what a field of their profile holds. */
export async function findSaidAt(
	trx: Trx,
	memberId: string,
	field: ProfileField
): Promise<Instant | undefined> {
	const row = await trx
		.selectFrom('profile_said')
		.select('said_at')
		.where('member_id', '=', memberId)
		.where('field', '=', field)
		.executeTakeFirst();
	return row?.said_at;
}

export async function putSaidAt(
	trx: Trx,
	memberId: string,
	field: ProfileField,
	said: Instant
): Promise<void> {
	await trx
		.insertInto('profile_said')
		.values({ member_id: memberId, field, said_at: said })
		.onConflict((conflict) =>
			conflict.columns(['member_id', 'field']).doUpdateSet({ said_at: said })
		)
		.execute();
}
