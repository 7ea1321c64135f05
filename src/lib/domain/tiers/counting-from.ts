import { addDays, inOrder, type PlainDate } from '../calendar.ts';
import type { TierGrant } from '../ledger/account.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { rankOf, simplyEnds, standing } from './held-tier.ts';
import { highestRank, ownOn, type Hold } from './holds.ts';

/**
 * The first day that counts after counters started anew: the day after the last upgrade, or the first
 * day of a tier that was kept, as the version of that day says. Undefined: they never did.
 */
export function countingFrom(
	grants: readonly TierGrant[],
	programme: Programme,
	today: PlainDate
): PlainDate | undefined {
	const holds = standing(grants)
		.map(({ tier, from, validTo, reason: { kind } }) => ({ tier, from, validTo, kind }))
		.filter(({ from }) => from <= today)
		.toSorted((one, other) => inOrder(one.from, other.from));
	let since: PlainDate | undefined;
	for (const [at, hold] of holds.entries())
		since = startsAnew(hold, holds.slice(0, at), programme) ?? since;
	return since;
}

/** From when counters start anew because of a grant, given those before it. A lent tier changes nothing. */
export function startsAnew(
	hold: Hold,
	before: readonly Hold[],
	programme: Programme
): PlainDate | undefined {
	const { document } = versionOn(programme, hold.from);
	if (document.restart === undefined || simplyEnds(hold.kind) || hold.kind === 'fallen')
		return undefined;
	const renews = document.restart === 'on-upgrade-and-renewal';
	if (hold.kind === 'kept') return renews ? hold.from : undefined;
	const rank = rankOf(document, hold.tier);
	const now = ownOn(before, hold.from);
	const held = highestRank(now, document);
	const again = now.filter(({ tier }) => tier === hold.tier);
	const isLonger =
		again.length > 0 &&
		again.every(
			({ validTo }) =>
				validTo !== undefined && (hold.validTo === undefined || hold.validTo > validTo)
		);
	return rank > held || (renews && rank === held && isLonger) ? addDays(hold.from, 1) : undefined;
}
