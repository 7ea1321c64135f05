import type { Entry, MilestoneChoice, MilestoneGrant } from '../ledger/account.ts';
import type { Programme } from '../programme/programme.ts';
import { milestoneOf, optionsNamed, pointsAtOnce, pointsOf } from './milestones-of.ts';

export interface BrokenMilestone {
	readonly subject: string;
	readonly stored: string | number | null;
	readonly computed: string | number | null;
}

/** What an entry must be to be the points of a milestone. */
export type MilestoneEntry = Pick<Entry, 'points'> & { readonly memberId: string };

/**
 * A milestone's points, and those of what was chosen, stand in one entry of its own member with as many
 * points; what was chosen is among its options and as many as may be.
 */
export function checkMilestone(
	memberId: string,
	grant: MilestoneGrant,
	choice: MilestoneChoice | undefined,
	entries: ReadonlyMap<string, MilestoneEntry>,
	programme: Programme
): BrokenMilestone[] {
	const milestone = milestoneOf(grant, programme);
	const problems: BrokenMilestone[] = [];
	const same = (subject: string, stored: string | number, computed: string | number) => {
		if (stored !== computed) problems.push({ subject: `${grant.id} ${subject}`, stored, computed });
	};
	const entryIs = (name: string, entryId: string | undefined, points: number) => {
		const entry = entryId === undefined ? undefined : entries.get(entryId);
		same(`${name} points`, entry?.points ?? 0, points);
		if (entry) same(`${name} member`, entry.memberId, memberId);
	};
	entryIs('given', grant.entryId, pointsAtOnce(milestone) ?? 0);
	if (!choice) return problems;
	const options = optionsNamed(milestone, choice.options);
	same('options', options.length, choice.options.length);
	same('chosen', choice.options.length, milestone.choose ?? 1);
	entryIs('chosen', choice.entryId, pointsOf(options));
	return problems;
}
