import { optionsNamed, unitsPerNumber } from '#lib/domain/milestones/milestones-of.ts';
import type { Gift, Milestone, Programme, Version } from '#lib/domain/programme/programme.ts';
import type { Reasons } from '#lib/domain/reasons.ts';
import type { MilestoneOfEntry } from '#lib/domain/views/entry.ts';
import type { Counter } from '#lib/domain/views/home.ts';
import type { GiftView } from '#lib/domain/views/milestones.ts';

/** What a milestone counts: so many are there of the number at which it waits. */
export function toMilestoneCounter(
	milestone: Milestone,
	version: Version,
	{ has, at }: { readonly has: number; readonly at: number }
): Counter {
	const counter = version.counters.find(({ id }) => id === milestone.credit);
	const goal = at * unitsPerNumber(milestone, version);
	return {
		credit: milestone.credit,
		name: counter?.name ?? { en: milestone.credit },
		unit: counter?.unit ?? 'times',
		has,
		goal,
		...(counter?.unit === 'money' ? { currency: version.currency } : {})
	};
}

export function toMilestoneOfEntry(
	reasons: Reasons,
	programme: Programme
): MilestoneOfEntry | undefined {
	if (reasons.kind !== 'milestone') return undefined;
	const { at, options = [] } = reasons;
	const version = programme.find(({ number }) => number === reasons.version)?.document;
	const milestone = version?.milestones?.find(({ id }) => id === reasons.milestone);
	if (!version || !milestone) return undefined;
	return {
		counter: toMilestoneCounter(milestone, version, { has: at, at }),
		gifts: optionsNamed(milestone, options).map(({ name }) => name)
	};
}

export function toGiftView({ id, name, points, count = 1 }: Gift): GiftView {
	return { id, name, points, count };
}

/** What comes at a milestone, and how many of it may be chosen where not all of it comes. */
export function toGifts({ kind, points, gift, options = [], choose = 1 }: Milestone): {
	readonly gifts: readonly GiftView[];
	readonly choose?: number | undefined;
} {
	if (kind === 'points') return { gifts: [{ id: 'points', points, count: 1 }] };
	const gifts = (kind === 'gift' && gift ? [gift] : options).map(toGiftView);
	return { gifts, choose: kind === 'choice' ? choose : undefined };
}
