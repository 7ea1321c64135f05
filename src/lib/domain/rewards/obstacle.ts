import type { PlainDate } from '../calendar.ts';
import type { Tier } from '../programme/programme.ts';
import type { Facts, RefusalCode } from '../refusal.ts';
import { leastPoints } from './price.ts';
import type { Reward, RewardStatus } from './reward.ts';

export type ObstacleCode = Extract<
	RefusalCode,
	| 'address-unverified'
	| 'account-suspended'
	| 'reward-not-on-offer'
	| 'tier-too-low'
	| 'already-held'
	| 'reward-limit-reached'
	| 'out-of-stock'
	| 'points-owed'
	| 'not-enough-points'
>;

/** Why somebody cannot have a reward now. */
export interface Obstacle {
	readonly code: ObstacleCode;
	readonly facts: Facts;
}

/** Who asks, as far as it decides. */
export interface Asking {
	readonly verified: boolean;
	readonly suspended: boolean;
	readonly tier: string;
	/** How many of this reward the member has had; those taken back do not count. */
	readonly had: number;
	/** Points that can be spent today. */
	readonly balance: number;
	readonly debt: number;
}

/** A reward as the catalogue offers it on a day. */
export interface Offer {
	readonly reward: Reward;
	readonly status: RewardStatus;
	/** Undefined: as many as are asked for. */
	readonly left: number | undefined;
	/** Lowest first. */
	readonly tiers: readonly Tier[];
	readonly today: PlainDate;
}

/**
 * The first reason why the member cannot have the reward now, whatever is chosen with it. Facts:
 * `tier`, `limit`, `owed`, `short` (to the fewest points that it can be had for).
 */
export function obstacle(asking: Asking, offer: Offer): Obstacle | undefined {
	const { reward, tiers } = offer;
	const least = leastPoints(reward, asking.tier, tiers);
	return obstacleBeforePoints(asking, offer) ?? tooFewPoints(asking, least);
}

/** The same without a look at the price. */
export function obstacleBeforePoints(asking: Asking, offer: Offer): Obstacle | undefined {
	const { reward, left, tiers } = offer;
	if (asking.suspended) return { code: 'account-suspended', facts: {} };
	if (!isOnOffer(offer)) return { code: 'reward-not-on-offer', facts: {} };
	if (!asking.verified) return { code: 'address-unverified', facts: {} };
	if (!atLeast(asking.tier, reward.tierMin, tiers))
		return { code: 'tier-too-low', facts: { tier: reward.tierMin ?? '' } };
	if (reward.tier !== undefined && atLeast(asking.tier, reward.tier, tiers))
		return { code: 'already-held', facts: { tier: reward.tier } };
	const { limitPerMember: limit } = reward;
	if (limit !== undefined && asking.had >= limit)
		return { code: 'reward-limit-reached', facts: { limit } };
	if (left !== undefined && left <= 0) return { code: 'out-of-stock', facts: {} };
	if (asking.debt > 0) return { code: 'points-owed', facts: { owed: asking.debt } };
	return undefined;
}

export function tooFewPoints({ balance }: Asking, points: number): Obstacle | undefined {
	if (points <= balance) return undefined;
	return { code: 'not-enough-points', facts: { short: points - balance, balance } };
}

function isOnOffer({ reward, status, today }: Offer): boolean {
	const { offeredFrom, offeredTo } = reward;
	if (status !== 'offered') return false;
	return (
		(offeredFrom === undefined || offeredFrom <= today) &&
		(offeredTo === undefined || today <= offeredTo)
	);
}

function atLeast(
	tier: string,
	needed: string | undefined,
	tiers: readonly Pick<Tier, 'id'>[]
): boolean {
	if (needed === undefined) return true;
	const rank = (id: string) => tiers.findIndex((one) => one.id === id);
	// A tier that the programme no longer has is one that nobody holds.
	return rank(needed) >= 0 && rank(tier) >= rank(needed);
}
