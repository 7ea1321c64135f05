import { sql } from 'kysely';
import type { Reader } from '../db/database.ts';

/** Stocks that count, with how many were taken from them and not put back. */
export async function listStocks(reader: Reader) {
	const rows = await reader
		.selectFrom('reward_stock as stock')
		.select(['reward_id', 'scope', 'given', 'items_left'])
		.select((stock) =>
			stock
				.selectFrom('redemption_stock as took')
				.innerJoin('redemption', 'redemption.id', 'took.redemption_id')
				.whereRef('took.reward_id', '=', 'stock.reward_id')
				.whereRef('took.scope', '=', 'stock.scope')
				.where('redemption.status', 'not in', ['cancelled', 'returned'])
				.select((redemption) => redemption.fn.countAll().as('taken'))
				.as('taken')
		)
		.where('given', 'is not', null)
		.orderBy('reward_id')
		.orderBy('scope')
		.execute();
	return rows.map((row) => ({
		rewardId: row.reward_id,
		scope: row.scope,
		given: row.given ?? 0,
		left: row.items_left ?? 0,
		taken: Number(row.taken)
	}));
}

/** A redemption beside the entry that paid it, the one that gave back, its voucher and its take. */
export function listRedemptionMarks(reader: Reader, after: string, limit: number) {
	return reader
		.selectFrom('redemption')
		.leftJoin('voucher', 'voucher.redemption_id', 'redemption.id')
		.leftJoin('voucher_take as take', (join) =>
			join
				.onRef('take.redemption_id', '=', 'redemption.id')
				.on('take.amount_minor', 'is', null)
				.on('take.undone_at', 'is', null)
		)
		.select(['redemption.id', 'redemption.member_id', 'redemption.status', 'redemption.points'])
		.select(['entry_id', 'return_entry_id', 'voucher.code', 'take.id as take_id'])
		.where('redemption.id', '>', after)
		.orderBy('redemption.id')
		.limit(limit)
		.execute();
}

export type RedemptionMark = Awaited<ReturnType<typeof listRedemptionMarks>>[number];

/** Redemptions that were taken more than once: none, while the table is what its migration made it. */
export async function listTakenTwice(reader: Reader) {
	const rows = await reader
		.selectFrom('voucher_take')
		.select('redemption_id')
		.select(({ fn }) => fn.countAll().as('takes'))
		.where('amount_minor', 'is', null)
		.where('undone_at', 'is', null)
		.groupBy('redemption_id')
		.having(sql<boolean>`count(*) > 1`)
		.execute();
	return rows.map((row) => ({ redemptionId: row.redemption_id, takes: Number(row.takes) }));
}
