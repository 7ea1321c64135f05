import type { PlainDate, Span } from '../calendar.ts';
import { addDays } from '../calendar.ts';
import type { Credit } from '../ledger/account.ts';
import type { Milestone } from '../programme/programme.ts';
import { windowOn } from '../tiers/windows.ts';

export interface ReachedMilestone {
	readonly milestone: string;
	readonly at: number;
	readonly window: Span;
	readonly reachedOn: PlainDate;
	/** The last day to choose; then it is what the programme says otherwise. */
	readonly chooseBy?: PlainDate | undefined;
}

/**
 * The milestones that credits reach in the window of a day, each once, those already given left out.
 * Only real and award credits count: rolled and gifted ones lead to tiers alone.
 */
export function decideMilestones(
	milestone: Milestone,
	credits: readonly Credit[],
	given: ReadonlySet<number>,
	day: PlainDate,
	joinedOn: PlainDate
): ReachedMilestone[] {
	const window = windowOn(milestone.window, day, joinedOn);
	const counted = credits
		.filter(
			({ kind, basis, countsOn }) =>
				kind === milestone.credit &&
				(basis === 'real' || basis === 'award') &&
				countsOn <= day &&
				(window.from === undefined || countsOn >= window.from)
		)
		.toSorted((one, other) => (one.countsOn < other.countsOn ? -1 : 1));
	return numbersOf(milestone).flatMap((at) => {
		if (given.has(at)) return [];
		const reachedOn = dayReached(counted, at);
		if (reachedOn === undefined) return [];
		const { withinDays } = milestone;
		const chooseBy = withinDays === undefined ? undefined : addDays(reachedOn, withinDays);
		return [{ milestone: milestone.id, at, window, reachedOn, chooseBy }];
	});
}

/** At how many credits it waits, lowest first. */
export function numbersOf({ at }: Milestone): readonly number[] {
	if (!('from' in at)) return at.toSorted((one, other) => one - other);
	const { from, step, to } = at;
	return Array.from(
		{ length: Math.floor((to - from) / step) + 1 },
		(_, index) => from + index * step
	);
}

function dayReached(counted: readonly Credit[], at: number): PlainDate | undefined {
	let sum = 0;
	let reachedOn: PlainDate | undefined;
	for (const { amount, countsOn } of counted) {
		sum += amount;
		if (sum < at) reachedOn = undefined;
		else reachedOn ??= countsOn;
	}
	return reachedOn;
}
