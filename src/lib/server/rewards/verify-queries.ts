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

/** What redemptions took from stocks that are not theirs: of another reward, house or day. */
export async function listStrayStocks(reader: Reader, limit: number) {
	const rows = await reader
		.selectFrom('redemption_stock as took')
		.innerJoin('redemption', 'redemption.id', 'took.redemption_id')
		.select(['took.redemption_id', 'took.scope'])
		.where(
			sql<boolean>`not (took.reward_id = redemption.reward_id and (took.scope = 'total'
				or (property_id is not null and took.scope = 'property:' || property_id)
				or (use_on is not null and took.scope = 'day:' || property_id || ':' || use_on)))`
		)
		.limit(limit)
		.execute();
	return rows.map((row) => ({ redemptionId: row.redemption_id, scope: row.scope }));
}

/** A redemption beside the entry that paid it, the one that gave back, its voucher and its takes. */
export function listRedemptionMarks(reader: Reader, after: string, limit: number) {
	return reader
		.selectFrom('redemption')
		.leftJoin('voucher', 'voucher.redemption_id', 'redemption.id')
		.leftJoin('partner_code', 'partner_code.redemption_id', 'redemption.id')
		.select(['redemption.id', 'redemption.member_id', 'redemption.status', 'redemption.points'])
		.select(['entry_id', 'return_entry_id', 'confirm_to', 'confirmed_at'])
		.select(['cash_minor', 'cash_currency', 'nights', 'reward_revision', 'property_id'])
		.select(['voucher.code', 'voucher.amount_minor', 'voucher.left_minor'])
		.select(['partner_code.code as partner_code', 'partner_code.reward_id as partner_reward'])
		.select('redemption.reward_id')
		.select((redemption) => [
			redemption
				.selectFrom('voucher_take as take')
				.whereRef('take.redemption_id', '=', 'redemption.id')
				.where('take.amount_minor', 'is', null)
				.where('take.undone_at', 'is', null)
				.select((take) => take.fn.countAll().as('count'))
				.as('takes'),
			redemption
				.selectFrom('voucher_take as take')
				.whereRef('take.redemption_id', '=', 'redemption.id')
				.where('take.undone_at', 'is', null)
				.select((take) => take.fn.sum('take.amount_minor').as('sum'))
				.as('in_parts')
		])
		.where('redemption.id', '>', after)
		.orderBy('redemption.id')
		.limit(limit)
		.execute();
}

export type RedemptionMark = Awaited<ReturnType<typeof listRedemptionMarks>>[number];

/** Every revision of every reward. */
export function listRewardDocuments(reader: Reader) {
	return reader
		.selectFrom('reward_revision')
		.select(['reward_id', 'revision', 'document'])
		.execute();
}
