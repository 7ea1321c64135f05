import type { PlainDate } from '../calendar.ts';
import type { TierGrant } from '../ledger/account.ts';
import { versionOn, type Programme, type Version } from '../programme/programme.ts';
import { inForce, rankOf, simplyEnds } from './held-tier.ts';

/** A tier from a day to a last one, as far as rules of reaching and keeping look at it. */
export type Hold = Pick<TierGrant, 'tier' | 'from' | 'validTo'> & {
	readonly kind: TierGrant['reason']['kind'];
};

/** What is held on a day for itself: a tier lent for a challenge is not. */
export function ownOn(holds: readonly Hold[], day: PlainDate): readonly Hold[] {
	return holds.filter((held) => held.kind !== 'challenge' && inForce(held, day));
}

export function highestRank(holds: readonly Hold[], version: Version): number {
	return Math.max(0, ...holds.map(({ tier }) => rankOf(version, tier)));
}

/** Whether what comes after a tier is settled by its own review, whatever lower ones say. */
export function landsBelow(held: Hold, programme: Programme): boolean {
	if (simplyEnds(held.kind) || held.kind === 'card') return false;
	const { document } = versionOn(programme, held.validTo ?? held.from);
	const tier = document.tiers.find(({ id }) => id === held.tier);
	return tier?.keep?.otherwise.kind === 'one-down';
}
