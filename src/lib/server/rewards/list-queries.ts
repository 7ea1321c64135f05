import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { OfferState } from '#lib/domain/rewards/offer-state.ts';
import type { RewardKind } from '#lib/domain/rewards/reward.ts';
import type { Reader } from '../db/database.ts';
import type { ListAsked } from '../lists.ts';
import { runsLow } from './low-stock-queries.ts';

export const rewardSorts = ['changed', 'name', 'points', 'status', 'kind'] as const;
export type RewardSort = (typeof rewardSorts)[number];

export interface RewardFilter {
	/** Part of a name in any language. */
	readonly q?: string | undefined;
	readonly state?: OfferState | undefined;
	readonly kind?: RewardKind | undefined;
	/** Only those that run low. */
	readonly low?: boolean | undefined;
	readonly today: PlainDate;
}

const columns = {
	changed: 'reward.changed_at',
	name: 'reward.name_key',
	points: 'reward.points',
	status: 'reward.status',
	kind: 'reward.kind'
} as const satisfies Record<RewardSort, string>;

function found(reader: Reader, { q, state, kind, low, today }: RewardFilter) {
	let rewards = reader.selectFrom('reward');
	if (state === 'scheduled' || state === 'over' || state === 'offered')
		rewards = rewards.where('reward.status', '=', 'offered');
	else if (state) rewards = rewards.where('reward.status', '=', state);
	if (state === 'scheduled') rewards = rewards.where('reward.offered_from', '>', today);
	if (state === 'over') rewards = rewards.where('reward.offered_to', '<', today);
	if (state === 'offered')
		rewards = rewards
			.where((reward) =>
				reward.or([reward('offered_from', 'is', null), reward('offered_from', '<=', today)])
			)
			.where((reward) =>
				reward.or([reward('offered_to', 'is', null), reward('offered_to', '>=', today)])
			);
	if (kind) rewards = rewards.where('reward.kind', '=', kind);
	if (low) rewards = rewards.where(runsLow(today));
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
		.select(['reward.id', 'reward.revision', 'reward.status', 'reward.image', 'reward.document'])
		.select(['reward.changed_at', 'reward.changed_by', 'stock.given', 'stock.items_left'])
		.select(sql<number>`case when ${runsLow(filter.today)} then 1 else 0 end`.as('low'))
		.select((reward) => [
			reward
				.selectFrom('redemption')
				.whereRef('redemption.reward_id', '=', 'reward.id')
				.where('redemption.status', 'not in', ['cancelled', 'returned'])
				.select((redemption) => redemption.fn.countAll().as('redeemed'))
				.as('redeemed'),
			reward
				.selectFrom('partner_code')
				.whereRef('partner_code.reward_id', '=', 'reward.id')
				.select((code) => code.fn.countAll().as('codes'))
				.as('codes'),
			reward
				.selectFrom('partner_code')
				.whereRef('partner_code.reward_id', '=', 'reward.id')
				.where('partner_code.redemption_id', 'is', null)
				.select((code) => code.fn.countAll().as('free'))
				.as('free_codes')
		])
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
