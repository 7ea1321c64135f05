import { sql } from 'kysely';
import type { RewardKind } from '#lib/domain/rewards/reward.ts';
import type { Reader } from '../db/database.ts';
import type { RewardTable } from '../db/tables.ts';
import type { ListAsked } from '../lists.ts';

export const rewardSorts = ['changed', 'name', 'points', 'status', 'kind'] as const;
export type RewardSort = (typeof rewardSorts)[number];

export interface RewardFilter {
	/** Part of a name in any language. */
	readonly q?: string | undefined;
	readonly status?: RewardTable['status'] | undefined;
	readonly kind?: RewardKind | undefined;
}

const columns = {
	changed: 'reward.changed_at',
	name: 'reward.name_key',
	points: 'reward.points',
	status: 'reward.status',
	kind: 'reward.kind'
} as const satisfies Record<RewardSort, string>;

function found(reader: Reader, { q, status, kind }: RewardFilter) {
	let rewards = reader.selectFrom('reward');
	if (status) rewards = rewards.where('reward.status', '=', status);
	if (kind) rewards = rewards.where('reward.kind', '=', kind);
	if (q) {
		const part = `%${q.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
		rewards = rewards.where(sql<boolean>`reward.name_key like ${part} escape '\\'`);
	}
	return rewards;
}

export function listRewardRows(
	reader: Reader,
	filter: RewardFilter,
	{ sort, descending, offset, limit }: ListAsked<RewardSort>
) {
	const order = descending ? 'desc' : 'asc';
	return found(reader, filter)
		.leftJoin('reward_stock as stock', (join) =>
			join
				.onRef('stock.reward_id', '=', 'reward.id')
				.on('stock.scope', '=', sql.lit<string>('total'))
		)
		.select(['reward.id', 'reward.status', 'reward.image', 'reward.document'])
		.select(['reward.changed_at', 'reward.changed_by', 'stock.given', 'stock.items_left'])
		.select((reward) =>
			reward
				.selectFrom('redemption')
				.whereRef('redemption.reward_id', '=', 'reward.id')
				.where('redemption.status', 'not in', ['cancelled', 'returned'])
				.select((redemption) => redemption.fn.countAll().as('redeemed'))
				.as('redeemed')
		)
		.orderBy(columns[sort], order)
		.orderBy('reward.id', order)
		.offset(offset)
		.limit(limit)
		.execute();
}

export async function countRewards(reader: Reader, filter: RewardFilter): Promise<number> {
	const row = await found(reader, filter)
		.select(({ fn }) => fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

export async function countRedeemed(reader: Reader, rewardId: string): Promise<number> {
	const row = await reader
		.selectFrom('redemption')
		.select(({ fn }) => fn.countAll().as('count'))
		.where('reward_id', '=', rewardId)
		.where('status', 'not in', ['cancelled', 'returned'])
		.executeTakeFirstOrThrow();
	return Number(row.count);
}
