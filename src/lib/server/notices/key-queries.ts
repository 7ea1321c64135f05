import type { Reader } from '../db/database.ts';
import type { PushKeyTable } from '../db/tables.ts';

const only = 'vapid';

export function findPushKey(reader: Reader): Promise<PushKeyTable | undefined> {
	return reader.selectFrom('push_key').selectAll().where('id', '=', only).executeTakeFirst();
}

/** Of two processes that start at once the first one's stays. */
export async function addPushKey(db: Reader, key: Omit<PushKeyTable, 'id'>): Promise<void> {
	await db
		.insertInto('push_key')
		.values({ id: only, ...key })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
}

export async function resealPushKey(
	db: Reader,
	key: Pick<PushKeyTable, 'key_id' | 'sealed'>
): Promise<void> {
	await db.updateTable('push_key').set(key).where('id', '=', only).execute();
}
