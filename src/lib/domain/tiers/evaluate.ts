import { earlier, inOrder, later, type PlainDate, type Span } from '../calendar.ts';
import type { Credit, NewId, TierGrant } from '../ledger/account.ts';
import { versionOn, type Programme, type Window } from '../programme/programme.ts';
import { firstDay } from './first-day.ts';
import { rankOf, standing } from './held-tier.ts';
import { isSequential } from './kinds.ts';
import { endsNoEarlier, granting, isAutomatic, revoking, type Reached } from './reached.ts';
import { reconcile } from './reconcile.ts';
import { Tally } from './tally.ts';
import { walkTiers } from './walk.ts';
import { waysOf, windowsOf, type Counts } from './ways.ts';
import { countsThrough, tierValidTo, windowOn } from './windows.ts';

const always: Span = { from: undefined, to: undefined };

/**
 * Every tier that the credits reach, each once per way and window: on the first day
 * on which what has counted in the window so far meets its needs. The rules are those in force on
 * that day; on the first day of a version, up to `through`, what has counted is looked at anew.
 */
export function reachedTiers(
	credits: readonly Credit[],
	programme: Programme,
	joinedOn: PlainDate,
	through: PlainDate = lastKnown([], credits)
): Reached[] {
	const tally = new Tally(credits);
	return windowsOf(programme).flatMap((window) =>
		sweep(tally, window, programme, joinedOn, always, through)
	);
}

/**
 * The grants that make the tiers held equal to what the credits say, on the days that credits of the
 * given days can touch: one for each tier reached that nothing standing covers, and one that revokes
 * each that the credits no longer carry. What was given is left alone and covers nothing, for it can be
 * taken back. Where what is held decides what can be reached or kept, all days are walked through, and
 * the credits must be all there are.
 */
export function evaluateTiers(
	grants: readonly TierGrant[],
	credits: readonly Credit[],
	programme: Programme,
	joinedOn: PlainDate,
	touched: { readonly from: PlainDate; readonly to: PlainDate },
	newId: NewId
): TierGrant[] {
	const through = later(touched.to, lastKnown(grants, credits));
	if (isSequential(programme)) {
		const given = standing(grants).filter((grant) => !isAutomatic(grant));
		const expected = walkTiers(credits, given, programme, joinedOn, through);
		return reconcile(grants, expected, newId);
	}
	const reached: Reached[] = [];
	const kept: TierGrant[] = [];
	const made: TierGrant[] = [];
	const tally = new Tally(credits);
	const ours = standing(grants).filter(isAutomatic);
	for (const window of windowsOf(programme)) {
		const span = touchedDays(window, touched, joinedOn);
		const here = sweep(tally, window, programme, joinedOn, span, through);
		reached.push(...here);
		for (const grant of ours) {
			if (!hasWay(window, programme, grant)) continue;
			if (!within(grant.from, span) || here.some((one) => carries(one, grant))) kept.push(grant);
			else made.push(revoking(grant, newId));
		}
	}
	reached.sort(byWorth(programme));
	for (const one of reached) {
		if (kept.some((grant) => covers(grant, one, programme))) continue;
		const grant = granting({ ...one, kind: 'reached' }, newId);
		kept.push(grant);
		made.push(grant);
	}
	return made;
}

/** The tiers reached that credits of these days can add to or take from. */
function touchedDays(
	window: Window,
	touched: { readonly from: PlainDate; readonly to: PlainDate },
	joinedOn: PlainDate
): Span {
	const from =
		window.kind === 'rolling-months' ? touched.from : windowOn(window, touched.from, joinedOn).from;
	return { from, to: countsThrough(window, touched.to, joinedOn) };
}

/** From which day credits must be known to evaluate what credits of `day` touch; undefined: all of them. */
export function countsFrom(
	programme: Programme,
	day: PlainDate,
	joinedOn: PlainDate
): PlainDate | undefined {
	let from = day;
	for (const window of windowsOf(programme)) {
		const start = windowOn(window, day, joinedOn).from;
		if (start === undefined) return undefined;
		from = earlier(from, start);
	}
	return from;
}

/** What has counted in a window by the end of a day; not before `since`, when counters started anew. */
export function countsIn(
	credits: readonly Credit[],
	window: Window,
	day: PlainDate,
	joinedOn: PlainDate,
	since?: PlainDate
): Counts {
	const from = firstDay(windowOn(window, day, joinedOn).from, since);
	const counts = new Map<string, number>();
	for (const credit of credits)
		if (credit.countsOn <= day && (from === undefined || credit.countsOn >= from))
			counts.set(credit.kind, (counts.get(credit.kind) ?? 0) + credit.amount);
	return counts;
}

function sweep(
	tally: Tally,
	window: Window,
	programme: Programme,
	joinedOn: PlainDate,
	span: Span,
	through: PlainDate
): Reached[] {
	const rolls = window.kind === 'rolling-months';
	const last = new Map<string, Reached>();
	return daysOf(tally, programme, through).flatMap((day) => {
		if (!within(day, span)) return [];
		const inWindow = windowOn(window, day, joinedOn);
		let counts: Counts | undefined;
		const version = versionOn(programme, day);
		return waysOf(version.document, window).flatMap(({ tier, key, way, met }): Reached[] => {
			const before = last.get(key);
			if (before && !rolls && before.window.from === inWindow.from) return [];
			counts ??= tally.within({ from: inWindow.from, to: day });
			if (!met(counts)) return [];
			const validTo = tierValidTo(way.validity, day, joinedOn);
			if (before && rolls && endsNoEarlier(before.validTo, validTo)) return [];
			const credits = Object.fromEntries(counts);
			const programmeVersion = version.number;
			const one = {
				tier,
				way: way.id,
				from: day,
				validTo,
				window: inWindow,
				credits,
				programmeVersion
			};
			last.set(key, one);
			return [one];
		});
	});
}

/**
 * The last day of which anything is known: the newest credit, or the newest grant that follows from
 * credits. By then all was settled.
 */
export function lastKnown(grants: readonly TierGrant[], credits: readonly Credit[]): PlainDate {
	let last = '';
	for (const { countsOn } of credits) last = later(last, countsOn);
	for (const grant of grants) if (isAutomatic(grant)) last = later(last, grant.from);
	return last;
}

/** The days on which tiers can be reached: those on which something counts, and the first ones of versions. */
function daysOf(tally: Tally, programme: Programme, through: PlainDate): readonly PlainDate[] {
	const begin = programme.slice(1).filter(({ from }) => from <= through);
	if (begin.length === 0) return tally.days;
	return [...new Set([...tally.days, ...begin.map(({ from }) => from)])].sort();
}

function hasWay(window: Window, programme: Programme, grant: TierGrant): boolean {
	const version = programme.find(({ number }) => number === grant.programmeVersion);
	if (!version) return false;
	return waysOf(version.document, window).some(
		({ tier, way }) => tier === grant.tier && way.id === grant.reason.way
	);
}

function within(day: PlainDate, span: Span): boolean {
	return (span.from === undefined || day >= span.from) && (span.to === undefined || day <= span.to);
}

function carries(one: Reached, grant: TierGrant): boolean {
	return (
		one.tier === grant.tier &&
		one.way === grant.reason.way &&
		one.from <= grant.from &&
		endsNoEarlier(one.validTo, grant.validTo)
	);
}

function covers(grant: TierGrant, one: Reached, programme: Programme): boolean {
	if (grant.from > one.from || !endsNoEarlier(grant.validTo, one.validTo)) return false;
	const day = later(grant.from, one.from);
	const { document } = versionOn(programme, day);
	return rankOf(document, grant.tier) >= rankOf(document, one.tier);
}

/** Higher tiers first, then earlier days, then longer validity: what covers others comes before them. */
function byWorth(programme: Programme) {
	const rank = ({ tier, from }: Reached) => rankOf(versionOn(programme, from).document, tier);
	return (one: Reached, other: Reached) =>
		rank(other) - rank(one) ||
		inOrder(one.from, other.from) ||
		(endsNoEarlier(one.validTo, other.validTo) ? -1 : 1);
}
