import { later, type PlainDate, type Span } from '../calendar.ts';
import type { Credit, NewId, TierGrant } from '../ledger/account.ts';
import { versionOn, type Programme, type ReachWay, type Window } from '../programme/programme.ts';
import { rankOf, standing } from './held-tier.ts';
import { waysOf, windowsOf, type Counts } from './ways.ts';
import { countsThrough, tierValidTo, windowOn } from './windows.ts';

/** A tier that credits have earned: from the day they meet its needs, through its validity. */
export interface Reached {
	readonly tier: string;
	readonly way: string;
	readonly from: PlainDate;
	readonly validTo: PlainDate | undefined;
	readonly window: Span;
	readonly credits: Readonly<Record<string, number>>;
	readonly programmeVersion: number;
}

/**
 * Every tier that the credits reach on days of a span, each once per way and window: on the first day
 * on which what has counted in the window so far meets its needs. The rules are those in force on
 * that day. `credits` must hold all that the windows of the span's days contain.
 */
export function reachedTiers(
	credits: readonly Credit[],
	programme: Programme,
	joinedOn: PlainDate,
	span: Span = { from: undefined, to: undefined }
): Reached[] {
	const sorted = byDay(credits);
	const reached: Reached[] = [];
	for (const window of windowsOf(programme))
		sweep(sorted, window, programme, joinedOn, span, reached);
	return reached;
}

/**
 * The grants that make the tiers held equal to what the credits say, on the days that credits of the
 * given days can touch: one for each tier reached that nothing standing covers, and one that revokes
 * each that the credits no longer carry. Named tiers are left alone.
 */
export function evaluateTiers(
	grants: readonly TierGrant[],
	credits: readonly Credit[],
	programme: Programme,
	joinedOn: PlainDate,
	touched: { readonly from: PlainDate; readonly to: PlainDate },
	newId: NewId
): TierGrant[] {
	const reached: Reached[] = [];
	const kept: TierGrant[] = standing(grants).filter((grant) => grant.reason.kind !== 'reached');
	const made: TierGrant[] = [];
	const sorted = byDay(credits);
	const ours = standing(grants).filter((grant) => grant.reason.kind === 'reached');
	for (const window of windowsOf(programme)) {
		const span = touchedDays(window, touched, joinedOn);
		const here: Reached[] = [];
		sweep(sorted, window, programme, joinedOn, span, here);
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
		const grant = granting(one, newId);
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
	let from: PlainDate | undefined = day;
	for (const window of windowsOf(programme)) {
		const start = windowOn(window, day, joinedOn).from;
		if (start === undefined) return undefined;
		if (start < from) from = start;
	}
	return from;
}

/** What has counted in a window by the end of a day. */
export function countsIn(
	credits: readonly Credit[],
	window: Window,
	day: PlainDate,
	joinedOn: PlainDate
): Counts {
	const { from } = windowOn(window, day, joinedOn);
	const counts = new Map<string, number>();
	for (const credit of credits)
		if (credit.countsOn <= day && (from === undefined || credit.countsOn >= from))
			counts.set(credit.kind, (counts.get(credit.kind) ?? 0) + credit.amount);
	return counts;
}

function sweep(
	sorted: readonly Credit[],
	window: Window,
	programme: Programme,
	joinedOn: PlainDate,
	span: Span,
	reached: Reached[]
) {
	const counts = new Map<string, number>();
	const done = new Map<ReachWay, PlainDate | undefined>();
	let first = 0;
	let started: Span | undefined;
	for (let at = 0; at < sorted.length;) {
		const day = sorted[at]?.countsOn ?? '';
		if (span.to !== undefined && day > span.to) return;
		const inWindow = windowOn(window, day, joinedOn);
		if (inWindow.from !== started?.from) {
			for (; first < at; first += 1) {
				const gone = sorted[first];
				if (!gone || inWindow.from === undefined || gone.countsOn >= inWindow.from) break;
				counts.set(gone.kind, (counts.get(gone.kind) ?? 0) - gone.amount);
			}
		}
		started = inWindow;
		for (; at < sorted.length && sorted[at]?.countsOn === day; at += 1) {
			const credit = sorted[at];
			if (credit) counts.set(credit.kind, (counts.get(credit.kind) ?? 0) + credit.amount);
		}
		if (span.from !== undefined && day < span.from) continue;
		const version = versionOn(programme, day);
		for (const { tier, way, met } of waysOf(version.document, window)) {
			const key = window.kind === 'rolling-months' ? undefined : (inWindow.from ?? 'always');
			if (key !== undefined && done.get(way) === key) continue;
			if (!met(counts)) continue;
			const validTo = tierValidTo(way.validity, day, joinedOn);
			if (key === undefined) {
				const until = done.get(way);
				if (until !== undefined && (validTo === undefined || validTo <= until)) continue;
				done.set(way, validTo ?? '9999-12-31');
			} else done.set(way, key);
			reached.push({
				tier,
				way: way.id,
				from: day,
				validTo,
				window: inWindow,
				credits: Object.fromEntries(counts),
				programmeVersion: version.number
			});
		}
	}
}

function byDay(credits: readonly Credit[]): readonly Credit[] {
	for (let at = 1; at < credits.length; at += 1)
		if ((credits[at - 1]?.countsOn ?? '') > (credits[at]?.countsOn ?? ''))
			return credits.toSorted((one, other) =>
				one.countsOn < other.countsOn ? -1 : one.countsOn > other.countsOn ? 1 : 0
			);
	return credits;
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

function endsNoEarlier(one: PlainDate | undefined, other: PlainDate | undefined): boolean {
	return one === undefined || (other !== undefined && one >= other);
}

/** Higher tiers first, then earlier days, then longer validity: what covers others comes before them. */
function byWorth(programme: Programme) {
	const rank = ({ tier, from }: Reached) => rankOf(versionOn(programme, from).document, tier);
	return (one: Reached, other: Reached) =>
		rank(other) - rank(one) ||
		(one.from < other.from ? -1 : one.from > other.from ? 1 : 0) ||
		(endsNoEarlier(one.validTo, other.validTo) ? -1 : 1);
}

function granting(one: Reached, newId: NewId): TierGrant {
	return {
		id: newId(),
		tier: one.tier,
		from: one.from,
		validTo: one.validTo,
		reason: {
			kind: 'reached',
			way: one.way,
			window: {
				...(one.window.from === undefined ? {} : { from: one.window.from }),
				...(one.window.to === undefined ? {} : { to: one.window.to })
			},
			credits: one.credits
		},
		programmeVersion: one.programmeVersion
	};
}

function revoking(grant: TierGrant, newId: NewId): TierGrant {
	return {
		id: newId(),
		tier: grant.tier,
		from: grant.from,
		validTo: grant.validTo,
		reason: { kind: 'corrected', why: 'credits-taken-back' },
		revokes: grant.id,
		programmeVersion: grant.programmeVersion
	};
}
