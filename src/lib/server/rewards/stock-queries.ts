import { sql } from 'kysely';
import type { Trx } from '../db/database.ts';
import { statement } from '../db/statement.ts';

const scope = 'total';

const takeOne = statement((reader, { rewardId }: { rewardId: string }) =>
	reader
		.updateTable('reward_stock')
		.set((stock) => ({ items_left: stock('items_left', '-', sql.lit(1)) }))
		.where('reward_id', '=', rewardId)
		.where('scope', '=', sql.lit(scope))
		.where('items_left', '>', sql.lit(0))
		.returning('reward_id')
);

/** True for whoever gets one of those that are left. */
export async function takeFromStock(trx: Trx, rewardId: string): Promise<boolean> {
	return (await takeOne(trx, { rewardId })).length === 1;
}

/** What a redemption took goes back to where it was; a stock that no longer counts stays so. */
export async function putBackToStock(trx: Trx, redemptionId: string): Promise<void> {
	await trx
		.updateTable('reward_stock')
		.set((stock) => ({ items_left: stock('items_left', '+', 1) }))
		.where((stock) =>
			stock.exists(
				stock
					.selectFrom('redemption_stock as took')
					.select('took.scope')
					.where('took.redemption_id', '=', redemptionId)
					.whereRef('took.reward_id', '=', 'reward_stock.reward_id')
					.whereRef('took.scope', '=', 'reward_stock.scope')
			)
		)
		.execute();
}

/** What the stock is, held to the end of the transaction; undefined where it was never counted. */
export async function lockStock(
	trx: Trx,
	rewardId: string
): Promise<{ given: number | null; left: number | null } | undefined> {
	const row = await trx
		.updateTable('reward_stock')
		.set((stock) => ({ items_left: stock.ref('items_left') }))
		.where('reward_id', '=', rewardId)
		.where('scope', '=', scope)
		.returning(['given', 'items_left'])
		.executeTakeFirst();
	return row && { given: row.given, left: row.items_left };
}

export async function setStock(
	trx: Trx,
	rewardId: string,
	{ given, left }: { readonly given: number | null; readonly left: number | null }
): Promise<void> {
	await trx
		.insertInto('reward_stock')
		.values({ reward_id: rewardId, scope, given, items_left: left })
		.onConflict((conflict) =>
			conflict.columns(['reward_id', 'scope']).doUpdateSet({ given, items_left: left })
		)
		.execute();
}

/** How many that took from the stock still have it. */
export async function countFromStock(trx: Trx, rewardId: string): Promise<number> {
	const row = await trx
		.selectFrom('redemption_stock as took')
		.innerJoin('redemption', 'redemption.id', 'took.redemption_id')
		.select(({ fn }) => fn.countAll().as('count'))
		.where('took.reward_id', '=', rewardId)
		.where('took.scope', '=', scope)
		.where('redemption.status', 'not in', ['cancelled', 'returned'])
		.executeTakeFirstOrThrow();
	return Number(row.count);
}
