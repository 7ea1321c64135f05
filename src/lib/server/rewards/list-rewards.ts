import { rewardKinds, rewardStatuses } from '#lib/domain/rewards/reward.ts';
import type { RewardListLine } from '#lib/domain/views/reward-list.ts';
import type { Reader } from '../db/database.ts';
import type { ListAsked, ListShape } from '../lists.ts';
import { listStaffNames } from '../staff/name-queries.ts';
import { countRewards, listRewardRows, rewardSorts, type RewardSort } from './list-queries.ts';
import { toReward } from './queries.ts';

/** What the address of the list may say. */
export const rewardList: ListShape<RewardSort> = {
	sorts: rewardSorts,
	descending: true,
	filters: ['q', 'status', 'kind']
};

/** A page of the catalogue, drafts and archived ones included. */
export async function listRewards(
	reader: Reader,
	asked: ListAsked<RewardSort>
): Promise<{ readonly rewards: readonly RewardListLine[]; readonly total: number }> {
	const { q, status, kind } = asked.filters;
	const filter = {
		q,
		status: rewardStatuses.find((one) => one === status),
		kind: rewardKinds.find((one) => one === kind)
	};
	const rows = await listRewardRows(reader, filter, asked);
	const names = await listStaffNames(
		reader,
		rows.map((row) => row.changed_by)
	);
	const rewards = rows.map((row) => {
		const { name, kind, points } = toReward(row.document);
		return {
			id: row.id,
			name,
			kind,
			status: row.status,
			image: row.image ?? undefined,
			points,
			stock:
				row.given === null || row.items_left === null
					? undefined
					: { given: row.given, left: row.items_left },
			redeemed: Number(row.redeemed),
			changedAt: row.changed_at,
			changedBy: names.get(row.changed_by) ?? row.changed_by
		};
	});
	return { rewards, total: await countRewards(reader, filter) };
}
