import {
	versionNumbered,
	type Gift,
	type Milestone,
	type Programme,
	type Version
} from '../programme/programme.ts';
import { minorPerUnit } from '../money.ts';
import type { MilestoneGrant } from '../ledger/account.ts';

const known = new WeakMap<Programme, boolean>();

/** Whether any version has milestones: without them nothing about them has to be known. */
export function hasMilestones(programme: Programme): boolean {
	let has = known.get(programme);
	if (has === undefined) {
		has = programme.some(({ document }) => (document.milestones ?? []).length > 0);
		known.set(programme, has);
	}
	return has;
}

/** The milestone of a grant, as the version says under which it was issued. */
export function milestoneOf(grant: MilestoneGrant, programme: Programme): Milestone {
	const { document } = versionNumbered(programme, grant.programmeVersion);
	const milestone = document.milestones?.find(({ id }) => id === grant.milestone);
	if (!milestone) throw new Error(`version ${grant.programmeVersion} has no ${grant.milestone}`);
	return milestone;
}

/** At how many credits it waits, lowest first; of money in whole units of the programme's currency. */
export function numbersOf({ at }: Milestone): readonly number[] {
	if (!('from' in at)) return at.toSorted((one, other) => one - other);
	const { from, step, to } = at;
	return Array.from(
		{ length: Math.floor((to - from) / step) + 1 },
		(_, index) => from + index * step
	);
}

/** How many units of the counter make one of the milestone's numbers: of money the minor units. */
export function unitsPerNumber({ credit }: Milestone, version: Version): number {
	const counter = version.counters.find(({ id }) => id === credit);
	return counter?.unit === 'money' ? minorPerUnit(version.currency) : 1;
}

/** The points that come with it by itself. */
export function pointsAtOnce({ kind, points, gift }: Milestone): number | undefined {
	return kind === 'points' ? points : kind === 'gift' ? gift?.points : undefined;
}

/** The options that were chosen, in the order of the milestone. */
export function optionsNamed(milestone: Milestone, ids: readonly string[]): readonly Gift[] {
	return (milestone.options ?? []).filter(({ id }) => ids.includes(id));
}

export function pointsOf(gifts: readonly Gift[]): number {
	return gifts.reduce((sum, { points = 0 }) => sum + points, 0);
}
