import { addDays, later, type PlainDate, type Span } from '../calendar.ts';
import type { History } from '../ledger/history.ts';
import type { Programme, ReachWay, Tier } from '../programme/programme.ts';
import { countingFrom } from '../tiers/counting-from.ts';
import { heldTier, standing } from '../tiers/held-tier.ts';
import { nextTier, progressTo, type WayProgress } from '../tiers/progress.ts';
import { windowsOf } from '../tiers/ways.ts';
import { keepWindowOn, windowOn } from '../tiers/windows.ts';

/** A tier from a day on. */
export interface TierFrom {
	readonly tier: string;
	readonly on: PlainDate;
	/** Its last day; the floor and a tier for life have none. */
	readonly validTo?: PlainDate | undefined;
	readonly forLife: boolean;
}

/** What a tier asks for and how much of it is there; any of the ways is enough. */
export interface Missing {
	readonly tier: string;
	/** The last day on which credits count for it; none where they always do. */
	readonly by?: PlainDate | undefined;
	readonly isMet: boolean;
	readonly ways: readonly WayProgress[];
}

export function tierOn(history: History, programme: Programme, on: PlainDate): TierFrom {
	const { tier, rank, validTo } = heldTier(history.grants, programme, on);
	return { tier: tier.id, on, validTo, forLife: rank > 0 && validTo === undefined };
}

/** Every change of the tier from one day to another; the history must be settled by then. */
export function tierChanges(
	history: History,
	programme: Programme,
	from: PlainDate,
	to: PlainDate
): TierFrom[] {
	const days = standing(history.grants).flatMap((grant) => [
		grant.from,
		...(grant.validTo === undefined ? [] : [addDays(grant.validTo, 1)])
	]);
	const begins = programme.map((version) => version.from);
	const changes: TierFrom[] = [];
	let before = tierOn(history, programme, from);
	for (const day of [...new Set([...days, ...begins])].toSorted()) {
		if (day <= from || day > to) continue;
		const now = tierOn(history, programme, day);
		if (now.tier !== before.tier) changes.push(now);
		before = now;
	}
	return changes;
}

/** The first day of the next window that tiers are counted in; none where none of them ends. */
export function nextWindowFrom(
	programme: Programme,
	day: PlainDate,
	joinedOn: PlainDate
): PlainDate | undefined {
	const ends = windowsOf(programme)
		.filter(({ kind }) => kind !== 'rolling-months')
		.flatMap((window) => windowOn(window, day, joinedOn).to ?? []);
	const first = ends.toSorted()[0];
	return first === undefined ? undefined : addDays(first, 1);
}

/** What is there, and what is missing, to reach the tier above the one that is held on a day. */
export function missingToReach(
	history: History,
	programme: Programme,
	day: PlainDate
): Missing | undefined {
	const { tier, rank } = heldTier(history.grants, programme, day);
	const next = nextTier(programme, rank, day);
	return next && missing(next, history, programme, day, tier.id);
}

/** The same to hold a tier beyond its last day: what its review asks for, or to reach it again. */
export function missingToKeep(
	history: History,
	programme: Programme,
	day: PlainDate
): Missing | undefined {
	const { tier, rank, validTo } = heldTier(history.grants, programme, day);
	if (rank === 0 || validTo === undefined) return undefined;
	const { keep } = tier;
	if (!keep) {
		const on = later(lastDayCounting(tier, validTo, history.joinedOn), day);
		const open = { ...tier, ways: tier.ways.filter((way) => way.kind === 'reach' && !way.after) };
		return open.ways.length === 0 ? undefined : missing(open, history, programme, on, tier.id);
	}
	const span = keepWindowOn(keep.window, validTo, history.joinedOn);
	const way: ReachWay = {
		id: tier.id,
		kind: 'reach',
		window: { kind: 'membership' },
		needs: keep.needs,
		validity: keep.validity
	};
	const credits = history.credits.filter(({ countsOn }) => within(countsOn, span));
	const counted = { ...history, credits };
	const review = missing({ ...tier, ways: [way] }, counted, programme, validTo, tier.id);
	return { ...review, by: span.to, ways: review.ways.map((one) => ({ ...one, window: span })) };
}

/** The last day of the last window that is over when the tier ends: who reaches it there keeps it. */
function lastDayCounting(tier: Tier, validTo: PlainDate, joinedOn: PlainDate): PlainDate {
	const way = tier.ways.find((one) => one.kind === 'reach');
	if (!way || way.window.kind === 'rolling-months') return validTo;
	const { from, to } = windowOn(way.window, validTo, joinedOn);
	return from === undefined || to === undefined || to <= validTo ? validTo : addDays(from, -1);
}

function missing(
	tier: Tier,
	{ credits, grants, joinedOn }: History,
	programme: Programme,
	day: PlainDate,
	held: string
): Missing {
	const since = countingFrom(grants, programme, day);
	const ways = progressTo(tier, credits, programme, day, joinedOn, { held, since });
	return { tier: tier.id, by: ways[0]?.by, isMet: ways.some(isMet), ways };
}

function isMet({ needs, counters }: WayProgress): boolean {
	const met = counters.map(({ has, goal, atMost }) => (atMost ? has <= goal : has >= goal));
	return needs === 'all' ? met.every(Boolean) : met.some(Boolean);
}

function within(day: PlainDate, { from, to }: Span): boolean {
	return (from === undefined || day >= from) && (to === undefined || day <= to);
}
