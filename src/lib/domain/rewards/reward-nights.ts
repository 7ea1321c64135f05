import type { Tier, Version } from '../programme/programme.ts';
import { rankOf } from '../tiers/held-tier.ts';

interface NightsRule {
	readonly tiers: readonly Pick<Tier, 'id'>[];
	readonly rewardNights?: Version['rewardNights'];
}

export interface PricedNights {
	readonly nights: number;
	readonly free: number;
	readonly points: number;
}

/**
 * What nights of one stay cost in points, each the same: from the tier on that the version names,
 * every so-many-th is free, up to its most.
 */
export function priceRewardNights(
	nights: number,
	pointsEach: number,
	tierRank: number,
	version: NightsRule
): PricedNights {
	const free = freeNights(nights, tierRank, version);
	return { nights, free, points: (nights - free) * pointsEach };
}

function freeNights(nights: number, tierRank: number, version: NightsRule): number {
	const { rewardNights } = version;
	if (!rewardNights) return 0;
	const { freeEvery, freeMost, tierMin } = rewardNights;
	if (tierMin !== undefined && tierRank < rankOf(version, tierMin)) return 0;
	return Math.min(Math.floor(nights / freeEvery), freeMost);
}
