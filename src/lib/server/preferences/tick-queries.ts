import type { Reader, Trx } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';
import type { WishTickTable } from '../db/tables.ts';

export const listTicks = keyedStatement((reader, stayIds) =>
	reader.selectFrom('wish_tick').selectAll().where('stay_id', 'in', stayIds)
);

/** What became of a wish takes the place of what was said of it before. */
export async function putTick(trx: Trx, row: WishTickTable): Promise<void> {
	const { stay_id, item_id, ...rest } = row;
	void stay_id;
	void item_id;
	await trx
		.insertInto('wish_tick')
		.values(row)
		.onConflict((conflict) => conflict.columns(['stay_id', 'item_id']).doUpdateSet(rest))
		.execute();
}

/** True where there was one. */
export async function deleteTick(
	trx: Trx,
	memberId: string,
	stayId: string,
	itemId: string
): Promise<boolean> {
	const row = await trx
		.deleteFrom('wish_tick')
		.where('stay_id', '=', stayId)
		.where('item_id', '=', itemId)
		.where('member_id', '=', memberId)
		.returning('item_id')
		.executeTakeFirst();
	return row !== undefined;
}

/** How often each wish was met, by house and item; nothing of health, of which no value is kept. */
export function countTicks(reader: Reader) {
	return reader
		.selectFrom('wish_tick')
		.select(['property_id', 'item_id', 'outcome'])
		.select((row) => row.fn.countAll().as('count'))
		.where('wished', 'is not', null)
		.groupBy(['property_id', 'item_id', 'outcome'])
		.execute();
}
