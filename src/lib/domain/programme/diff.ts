import type { Change } from './diff-change.ts';
import { diffAwards, diffEarning } from './diff-earning.ts';
import { diffLists } from './diff-lists.ts';
import {
	diffCredits,
	diffMilestones,
	diffPartners,
	diffServices,
	diffTimes
} from './diff-rules.ts';
import {
	diffExpiry,
	diffFields,
	diffMoney,
	diffPointsName,
	diffRounding,
	diffTerms
} from './diff-terms.ts';
import { diffTiers, namesOf } from './diff-tiers.ts';
import type { Version } from './programme.ts';

export type { Change, Leaf, Named, Names, Part } from './diff-change.ts';

/**
 * Everything that the second version does differently from the first, in the order of the document.
 * Two documents without a difference here say the same; the first day of each is left out.
 */
export function diffVersions(before: Version, after: Version): Change[] {
	const names = namesOf(before, after);
	return [
		...diffFields(before, after, ['currency', 'timeZone', 'brands', 'backdateDays']),
		...diffPointsName(before, after),
		...diffLists({ part: 'counters', pointer: '/counters' }, before.counters, after.counters),
		...diffTiers(before, after, names),
		...diffCredits(before, after, names),
		...diffTerms(before, after, ['restart'], names),
		...diffTimes(before, after, names),
		...diffEarning(before, after),
		...diffRounding(before, after),
		...diffTerms(before, after, ['releaseDays', 'discounted', 'claimMonths'], names),
		...diffExpiry(before, after, names),
		...diffTerms(before, after, ['reminders'], names),
		...diffAwards(before, after),
		...diffMilestones(before, after, names),
		...diffPartners(before, after, names),
		...diffMoney(before, after),
		...diffTerms(before, after, ['rewardNights', 'transfer', 'pooling', 'approvals'], names),
		...diffServices(before, after, names)
	];
}
