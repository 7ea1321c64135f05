import { addDays, type PlainDate } from '../calendar.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { closeYears, isOfClosing } from '../tiers/close-years.ts';
import { lastKnown, reachedTiers } from '../tiers/evaluate.ts';
import { inForce, rankOf, standing } from '../tiers/held-tier.ts';
import { closesYears, isSequential } from '../tiers/kinds.ts';
import { isAutomatic } from '../tiers/reached.ts';
import { walkTiers } from '../tiers/walk.ts';
import type { TierGrant } from './account.ts';
import type { Broken, MemberRows } from './invariants.ts';

/**
 * On every day on which something begins or ends, the tier granted is the tier that credits earn, and
 * what the ends of years made is what they make. As far as anything is known: a review that is due but
 * not done yet is no fault.
 */
export function checkTiers(rows: MemberRows, programme: Programme): Broken[] {
	const { joinedOn, credits, grants } = rows;
	const through = lastKnown(grants, credits);
	const given = standing(grants).filter((grant) => !isAutomatic(grant));
	const earned = isSequential(programme)
		? walkTiers(credits, given, programme, joinedOn, through)
		: reachedTiers(credits, programme, joinedOn, through);
	const granted = standing(grants).filter(isAutomatic);
	const days = new Set<PlainDate>();
	for (const { from, validTo } of [...earned, ...granted]) {
		days.add(from);
		if (validTo !== undefined) days.add(addDays(validTo, 1));
	}
	const tiers = [...days].toSorted().flatMap((day): Broken[] => {
		const stored = highest(granted, day, programme);
		const computed = highest(earned, day, programme);
		return stored === computed ? [] : [{ invariant: 'tier', subject: day, stored, computed }];
	});
	return [...tiers, ...checkYears(rows, given, programme, through)];
}

function checkYears(
	{ credits, joinedOn }: MemberRows,
	given: readonly TierGrant[],
	programme: Programme,
	through: PlainDate
): Broken[] {
	if (!closesYears(programme) && !credits.some(isOfClosing)) return [];
	const stored = (kind: string, on: PlainDate) =>
		credits
			.filter((credit) => isOfClosing(credit) && credit.kind === kind && credit.countsOn === on)
			.reduce((sum, { amount }) => sum + amount, 0);

	const missing = closeYears(credits, given, programme, joinedOn, through, () => '');
	return missing.map(({ kind, countsOn, amount }) => ({
		invariant: 'year-end',
		subject: `${kind} ${countsOn}`,
		stored: stored(kind, countsOn),
		computed: stored(kind, countsOn) + amount
	}));
}

function highest(
	held: readonly Pick<TierGrant, 'tier' | 'from' | 'validTo'>[],
	day: PlainDate,
	programme: Programme
): string {
	const { document } = versionOn(programme, day);
	let rank = 0;
	for (const one of held) if (inForce(one, day)) rank = Math.max(rank, rankOf(document, one.tier));
	return document.tiers[rank]?.id ?? '';
}
