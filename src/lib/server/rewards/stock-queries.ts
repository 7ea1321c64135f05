import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import { dialectOf, type Trx } from '../db/database.ts';
import { keyedStatement, statement } from '../db/statement.ts';

/** Of how many there are in all. */
export const total = 'total';

/** Of how many a house has. */
export function ofHouse(propertyId: string): string {
	return `property:${propertyId}`;
}

/** Of how many a house gives on a day. */
export function ofDay(propertyId: string, useOn: PlainDate): string {
	return `day:${propertyId}:${useOn}`;
}

const stocksOf = keyedStatement((reader, scopes, { rewardId }: { rewardId: string }) =>
	reader
		.selectFrom('reward_stock')
		.select(['scope', 'given', 'items_left'])
		.where('reward_id', '=', rewardId)
		.where('scope', 'in', scopes)
);

// In all, then the house, then the day: whoever holds several asks for them in this order.
const lockThose = keyedStatement((reader, scopes, { rewardId }: { rewardId: string }) =>
	reader
		.selectFrom('reward_stock')
		.select(['scope', 'given', 'items_left'])
		.where('reward_id', '=', rewardId)
		.where('scope', 'in', scopes)
		.orderBy('scope', 'desc')
		.forUpdate()
);

export interface Stock {
	readonly scope: string;
	/** Null: as many as are asked for. */
	readonly given: number | null;
	readonly left: number | null;
}

/**
 * What stocks are, held to the end of the transaction; one that was never counted is not among them. On
 * SQLite whoever writes holds them all already.
 */
export async function lockStocks(
	trx: Trx,
	rewardId: string,
	scopes: readonly string[]
): Promise<Stock[]> {
	const lock = dialectOf(trx) === 'postgres' ? lockThose : stocksOf;
	const rows = await lock(trx, scopes, { rewardId });
	return rows.map(({ scope, given, items_left }) => ({ scope, given, left: items_left }));
}

/**
 * The stock of a day of use is made when it is first asked for, and follows when the reward gives more
 * or fewer a day; what members have stays theirs. It is held then.
 */
export async function countDay(
	trx: Trx,
	rewardId: string,
	scope: string,
	perDay: number
): Promise<void> {
	// What was taken is given − left; never less is given than that.
	await sql`
		insert into reward_stock (reward_id, scope, given, items_left)
		values (${rewardId}, ${scope}, ${perDay}, ${perDay})
		on conflict (reward_id, scope) do update set
			given = case when excluded.given >= reward_stock.given - reward_stock.items_left
				then excluded.given else reward_stock.given - reward_stock.items_left end,
			items_left = case when excluded.given >= reward_stock.given - reward_stock.items_left
				then excluded.given - (reward_stock.given - reward_stock.items_left) else 0 end
		where reward_stock.given <> excluded.given
	`.execute(trx);
}

const takeThose = keyedStatement((reader, scopes, { rewardId }: { rewardId: string }) =>
	reader
		.updateTable('reward_stock')
		.set((stock) => ({ items_left: stock('items_left', '-', sql.lit(1)) }))
		.where('reward_id', '=', rewardId)
		.where('scope', 'in', scopes)
		.where('items_left', '>', sql.lit(0))
		.returning(['scope', 'items_left'])
);

/** Takes one from each stock that has one left: the scopes of those, with what is left of them then. */
export async function takeFrom(
	trx: Trx,
	rewardId: string,
	scopes: readonly string[]
): Promise<Map<string, number>> {
	const taken = await takeThose(trx, scopes, { rewardId });
	return new Map(taken.map(({ scope, items_left }) => [scope, items_left ?? 0]));
}

const tookFrom = statement((reader, { redemptionId }: { redemptionId: string }) =>
	reader
		.selectFrom('redemption_stock')
		.select(['reward_id', 'scope'])
		.where('redemption_id', '=', redemptionId)
);

const giveThose = keyedStatement((reader, scopes, { rewardId }: { rewardId: string }) =>
	reader
		.updateTable('reward_stock')
		.set((stock) => ({ items_left: stock('items_left', '+', sql.lit(1)) }))
		.where('reward_id', '=', rewardId)
		.where('scope', 'in', scopes)
);

/** What a redemption took goes back to where it was; a stock that no longer counts stays so. */
export async function putBackToStock(trx: Trx, redemptionId: string): Promise<void> {
	const took = await tookFrom(trx, { redemptionId });
	const [first] = took;
	if (!first) return;
	const scopes = took.map(({ scope }) => scope);
	await lockStocks(trx, first.reward_id, scopes);
	await giveThose(trx, scopes, { rewardId: first.reward_id });
}

/** What the stock is, held to the end of the transaction; undefined where it was never counted. */
export async function lockStock(
	trx: Trx,
	rewardId: string,
	scope = total
): Promise<Stock | undefined> {
	const [row] = await lockStocks(trx, rewardId, [scope]);
	return row;
}

export async function setStock(
	trx: Trx,
	rewardId: string,
	{ given, left }: Pick<Stock, 'given' | 'left'>,
	scope = total
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
export async function countFromStock(trx: Trx, rewardId: string, scope = total): Promise<number> {
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
