import type { PlainDate } from '#lib/domain/calendar.ts';
import { offerState, offerStates } from '#lib/domain/rewards/offer-state.ts';
import { rewardKinds } from '#lib/domain/rewards/reward.ts';
import type { RewardListLine } from '#lib/domain/views/reward-list.ts';
import type { LowStockLine } from '#lib/domain/views/reward-stock.ts';
import type { Reader } from '../db/database.ts';
import type { ListAsked, ListShape } from '../lists.ts';
import { listStaffNames } from '../staff/name-queries.ts';
import { countRewards, listRewardRows, rewardSorts, type RewardSort } from './list-queries.ts';
import { toReward } from './queries.ts';
import { readLowOn } from './read-low-stock.ts';

/** What the address of the list may say. */
export const rewardList: ListShape<RewardSort> = {
	sorts: rewardSorts,
	descending: true,
	filters: ['q', 'status', 'kind', 'stock']
};

export interface RewardList {
	readonly rewards: readonly RewardListLine[];
	readonly total: number;
	/** What runs low of the whole catalogue. */
	readonly low: readonly LowStockLine[];
}

type Row = Awaited<ReturnType<typeof listRewardRows>>[number];

/** A page of the catalogue, drafts and archived ones included. */
export async function listRewards(
	reader: Reader,
	asked: ListAsked<RewardSort>,
	today: PlainDate
): Promise<RewardList> {
	const { q, status, kind, stock } = asked.filters;
	const filter = {
		q,
		state: offerStates.find((one) => one === status),
		kind: rewardKinds.find((one) => one === kind),
		low: stock === 'low',
		today
	};
	const rows = await listRewardRows(reader, filter, asked);
	const names = await listStaffNames(
		reader,
		rows.map((row) => row.changed_by)
	);
	const lines = await readLowOn(reader, today);
	return {
		rewards: rows.map((row) => toLine(row, names, today, lines)),
		total: await countRewards(reader, filter),
		low: lines
	};
}

function toLine(
	row: Row,
	names: ReadonlyMap<string, string>,
	today: PlainDate,
	low: readonly LowStockLine[]
): RewardListLine {
	const { name, kind, points, offeredFrom, offeredTo } = toReward(row.document);
	return {
		id: row.id,
		revision: row.revision,
		name,
		kind,
		status: row.status,
		state: offerState(row.status, { offeredFrom, offeredTo }, today),
		offeredFrom,
		offeredTo,
		image: row.image ?? undefined,
		points,
		stock: stockOf(row, kind),
		isLow: Number(row.low) === 1,
		low: low.filter(({ id }) => id === row.id),
		redeemed: Number(row.redeemed),
		changedAt: row.changed_at,
		changedBy: names.get(row.changed_by) ?? row.changed_by
	};
}

/** Of a partner's codes there are as many as were imported. */
function stockOf(row: Row, kind: RewardListLine['kind']): RewardListLine['stock'] {
	if (kind === 'partner-code') return { given: Number(row.codes), left: Number(row.free_codes) };
	if (row.given === null || row.items_left === null) return undefined;
	return { given: row.given, left: row.items_left };
}
