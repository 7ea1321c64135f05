import type { PlainDate } from '../calendar.ts';
import type { Credit, TierGrant } from '../ledger/account.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { reachedTiers } from './evaluate.ts';
import { inForce, rankOf } from './held-tier.ts';
import { isSequential } from './kinds.ts';
import { walkTiers } from './walk.ts';

/**
 * The rank held on a day by what was given and by what credits earn through it, a lent tier left out.
 * It asks no grant that was written.
 */
export function rankEarned(
	credits: readonly Credit[],
	given: readonly TierGrant[],
	programme: Programme,
	joinedOn: PlainDate,
	day: PlainDate
): number {
	const { document } = versionOn(programme, day);
	const earned = isSequential(programme)
		? walkTiers(credits, given, programme, joinedOn, day)
		: reachedTiers(credits, programme, joinedOn, day);
	const own = given.filter(({ reason }) => reason.kind !== 'challenge');
	return [...own, ...earned].reduce(
		(rank, held) => (inForce(held, day) ? Math.max(rank, rankOf(document, held.tier)) : rank),
		0
	);
}
