import type { PlainDate, Span } from '../calendar.ts';
import type { Credit } from '../ledger/account.ts';
import type { Milestone } from '../programme/programme.ts';
import { numbersOf } from './milestones-of.ts';

export interface ReachedMilestone {
	readonly at: number;
	readonly reachedOn: PlainDate;
}

/** Rolled and gifted credits lead to tiers alone. */
export function countsForMilestones({ basis }: Credit): boolean {
	return basis === 'real' || basis === 'award';
}

/**
 * The numbers of a milestone that real and award credits reach in a window, those already given left
 * out. A number is reached on the day from which on the sum stays at it or above.
 *
 * @param perNumber units of the credit that make one of the milestone's numbers
 */
export function decideMilestones(
	milestone: Milestone,
	credits: readonly Credit[],
	given: ReadonlySet<number>,
	window: Span,
	perNumber = 1
): ReachedMilestone[] {
	const counted = credits.filter(
		(credit) =>
			credit.kind === milestone.credit && countsForMilestones(credit) && within(credit, window)
	);
	const total = counted.reduce((sum, { amount }) => sum + amount, 0);
	const due = numbersOf(milestone).filter((at) => at * perNumber <= total && !given.has(at));
	if (due.length === 0) return [];
	const inOrder = counted.toSorted((one, other) => (one.countsOn < other.countsOn ? -1 : 1));
	return due.flatMap((at) => {
		const reachedOn = dayReached(inOrder, at * perNumber);
		return reachedOn === undefined ? [] : [{ at, reachedOn }];
	});
}

function within({ countsOn }: Credit, { from, to }: Span): boolean {
	return (from === undefined || countsOn >= from) && (to === undefined || countsOn <= to);
}

function dayReached(inOrder: readonly Credit[], amount: number): PlainDate | undefined {
	let sum = 0;
	let reachedOn: PlainDate | undefined;
	for (const credit of inOrder) {
		sum += credit.amount;
		if (sum < amount) reachedOn = undefined;
		else reachedOn ??= credit.countsOn;
	}
	return reachedOn;
}
