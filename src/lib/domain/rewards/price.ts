import type { Tier, Version } from '../programme/programme.ts';
import type { Amount, Choice, Reward } from './reward.ts';
import { priceRewardNights } from './reward-nights.ts';

/** What is paid for a redemption: points, and the rest at the hotel. */
export interface Price {
	readonly points: number;
	readonly cash?: Amount | undefined;
}

/** What a price depends on beside the reward: the tier that is held, and the programme of the day. */
export interface Payer {
	readonly tier: string;
	readonly tiers: readonly Tier[];
	readonly rewardNights?: Version['rewardNights'];
}

/** The points that the held tier pays: its own price, else that of the nearest lower tier that has one. */
export function priceFor(
	{ points, pointsByTier = {} }: Reward,
	tier: string,
	tiers: readonly Pick<Tier, 'id'>[]
): number {
	const rank = tiers.findIndex(({ id }) => id === tier);
	const priced = tiers.slice(0, rank + 1).findLast(({ id }) => pointsByTier[id] !== undefined);
	return (priced && pointsByTier[priced.id]) ?? points;
}

/** The fewest points with which somebody of the tier can have it, cash beside them or not. */
export function leastPoints(
	reward: Reward,
	tier: string,
	tiers: readonly Pick<Tier, 'id'>[]
): number {
	const ways = (reward.withCash ?? []).map(({ points }) => points);
	return Math.min(priceFor(reward, tier, tiers), ...ways);
}

/**
 * What the choice costs. Points and cash of a free night by number are those of each night that is
 * paid; every so-many-th is free where the programme says so. Undefined: that cash is no way to pay it.
 */
export function priceOf(
	reward: Reward,
	{ nights, cashMinor }: Pick<Choice, 'nights' | 'cashMinor'>,
	{ tier, tiers, rewardNights }: Payer
): Price | undefined {
	const way = reward.withCash?.find(({ cash }) => cash.minor === cashMinor);
	if (cashMinor !== undefined && !way) return undefined;
	const each = way?.points ?? priceFor(reward, tier, tiers);
	if (reward.nightsMost === undefined || nights === undefined)
		return { points: each, cash: way?.cash };
	const rank = tiers.findIndex(({ id }) => id === tier);
	const { points, free } = priceRewardNights(nights, each, rank, { tiers, rewardNights });
	const cash = way && { ...way.cash, minor: way.cash.minor * (nights - free) };
	return { points, cash };
}
