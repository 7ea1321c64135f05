import type { PlainDate } from '../calendar.ts';
import type { MissingOfPlan, WhatIfAnswer } from '../views/what-if.ts';
import type { Missing } from './outlook.ts';
import type { Outlook } from './what-if.ts';

/** What an outlook says to a guest; the names are told once for all answers. */
export function toAnswer(
	outlook: Outlook,
	{ nights, perNight }: { readonly nights: number; readonly perNight: number }
): WhatIfAnswer {
	const { after, tierChanges, tierNow, nextYear } = outlook;
	return {
		nights,
		perNight,
		points: outlook.points + outlook.milestonePoints,
		tier: after.tier.tier,
		since: reachedOn(tierChanges, after.on, after.tier.tier, tierNow.tier),
		validTo: after.tier.validTo,
		forLife: after.tier.forLife,
		milestones: outlook.milestones.map(({ milestone, at, reachedOn: on }) => [
			milestoneKey(milestone, at),
			on
		]),
		toReach: outlook.toReach && toMissing(outlook.toReach),
		next: nextYear && { on: nextYear.on, tier: nextYear.tier.tier },
		toKeep: nextYear?.toKeep && !nextYear.toKeep.isMet ? toMissing(nextYear.toKeep) : undefined
	};
}

export function milestoneKey(milestone: string, at: number): string {
	return `${milestone} ${at}`;
}

function reachedOn(
	changes: Outlook['tierChanges'],
	end: PlainDate,
	tier: string,
	now: string
): PlainDate | undefined {
	const change = changes.findLast(({ on }) => on <= end);
	return change && change.tier === tier && tier !== now ? change.on : undefined;
}

function toMissing({ tier, ways }: Missing): MissingOfPlan {
	return {
		tier,
		ways: ways.map(({ by, needs, counters }) => ({
			by,
			needs,
			left: counters.flatMap(({ credit, left }) => (left > 0 ? [[credit, left] as const] : []))
		}))
	};
}
