import { addDays, earlier, type PlainDate } from '../calendar.ts';
import type { Credit, TierGrant } from '../ledger/account.ts';
import {
	versionOn,
	type ChallengeWay,
	type Programme,
	type PublishedVersion
} from '../programme/programme.ts';
import { startsAnew } from './counting-from.ts';
import { firstDay } from './first-day.ts';
import { inForce, rankOf } from './held-tier.ts';
import { highestRank, landsBelow, ownOn, type Hold } from './holds.ts';
import { endsNoEarlier, type Expected } from './reached.ts';
import { reviewTiers } from './review.ts';
import { Tally } from './tally.ts';
import { meets, waysOf, windowsOf } from './ways.ts';
import { tierValidTo, windowOn } from './windows.ts';

/** Where a walk has come to. */
export interface Walk {
	readonly programme: Programme;
	readonly joinedOn: PlainDate;
	readonly tally: Tally;
	/** What is held by now, given or earned, in the order in which it came. */
	readonly holds: Hold[];
	readonly expected: Expected[];
	/** The first day that counts; none until counters start anew. */
	since: PlainDate | undefined;
	/** The ways and windows, and the challenges, by which was reached what they lead to. */
	readonly done: Set<string>;
}

/**
 * Every tier that credits earn through a day, where what is held decides what can be reached or kept:
 * the days are walked through in order. On each, tiers that ended the day before are reviewed, then
 * comes what was given, then what credits reach. The rules are those in force on the day.
 *
 * @param given the standing grants that do not follow from credits: named, cards, challenges
 */
export function walkTiers(
	credits: readonly Credit[],
	given: readonly TierGrant[],
	programme: Programme,
	joinedOn: PlainDate,
	through: PlainDate
): Expected[] {
	const tally = new Tally(credits);
	const walk: Walk = {
		programme,
		joinedOn,
		tally,
		holds: [],
		expected: [],
		since: undefined,
		done: new Set()
	};
	const days = new Set(tally.days);
	for (const { from } of given) days.add(from);
	for (const { from } of programme.slice(1)) days.add(from);
	const known = [...days].sort();
	let at = 0;
	let day = '';
	for (;;) {
		const ends = nextEnd(walk.holds, day);
		const next = known[at] ?? never;
		day = earlier(ends, next);
		if (day > through) return walk.expected;
		const before = walk.holds.length;
		if (day === ends) for (const one of reviewTiers(walk, day)) hold(walk, one);
		for (const { tier, from, validTo, reason } of given)
			if (from === day) add(walk, { tier, from, validTo, kind: reason.kind });
		if (day === next || walk.holds.length > before) reach(walk, day, given);
		if (day === next) at += 1;
	}
}

const never = '9999-12-31';

/** The first day after a last one that comes after a day. */
function nextEnd(holds: readonly Hold[], after: PlainDate): PlainDate {
	let last = never;
	for (const { validTo = never } of holds) if (validTo >= after && validTo < last) last = validTo;
	return last === never ? never : addDays(last, 1);
}

function hold(walk: Walk, one: Expected) {
	walk.expected.push(one);
	const { tier, from, validTo, kind } = one;
	add(walk, { tier, from, validTo, kind });
}

function add(walk: Walk, held: Hold) {
	walk.since = startsAnew(held, walk.holds, walk.programme) ?? walk.since;
	walk.holds.push(held);
}

/** What credits reach on a day, again as long as what is reached opens a further way. */
function reach(walk: Walk, day: PlainDate, given: readonly TierGrant[]) {
	const version = versionOn(walk.programme, day);
	for (let before = -1; before < walk.holds.length;) {
		before = walk.holds.length;
		const candidates = [...byWays(walk, version, day), ...byChallenges(walk, day, given)];
		const rank = ({ tier }: Candidate) => rankOf(version.document, tier);
		candidates.sort(
			(one, other) =>
				rank(other) - rank(one) || (endsNoEarlier(one.validTo, other.validTo) ? -1 : 1)
		);
		for (const candidate of candidates) {
			// Counters that started anew with a higher tier leave nothing for a lower one.
			if ((walk.since ?? day) > day) return;
			if (!isNews(walk, candidate, version, day)) continue;
			walk.done.add(candidate.key);
			const { key: _, ...one } = candidate;
			hold(walk, one);
		}
	}
}

type Candidate = Expected & { readonly key: string };

function byWays(walk: Walk, version: PublishedVersion, day: PlainDate): Candidate[] {
	const { programme, joinedOn, tally, since, done, holds } = walk;
	const own = ownOn(holds, day);
	const held = version.document.tiers[highestRank(own, version.document)]?.id;
	return windowsOf(programme).flatMap((window) => {
		const ways = waysOf(version.document, window);
		const span = windowOn(window, day, joinedOn);
		const from = firstDay(span.from, since);
		let counts: Map<string, number> | undefined;
		return ways.flatMap(({ tier, key: same, way, met }): Candidate[] => {
			if (way.after !== undefined && way.after !== held) return [];
			counts ??= tally.within({ from, to: day });
			if (!met(counts)) return [];
			const key = `${same} ${String(window.kind === 'rolling-months' ? day : from)}`;
			if (done.has(key)) return [];
			const validTo = tierValidTo(way.validity, day, joinedOn);
			const credits = Object.fromEntries(counts);
			const programmeVersion = version.number;
			const reached = { tier, way: way.id, from: day, validTo, credits, programmeVersion };
			return [{ ...reached, kind: 'reached', key, window: { from, to: span.to } }];
		});
	});
}

/** Who meets the needs of a challenge inside its days has the tier for its validity. */
function byChallenges(walk: Walk, day: PlainDate, given: readonly TierGrant[]): Candidate[] {
	return given.flatMap((grant): Candidate[] => {
		if (grant.reason.kind !== 'challenge' || !inForce(grant, day)) return [];
		const version = walk.programme.find(({ number }) => number === grant.programmeVersion);
		const way = version && challengeOf(version, grant);
		const key = `challenge ${grant.id}`;
		if (!way || walk.done.has(key)) return [];
		const counts = walk.tally.within({ from: grant.from, to: day });
		if (!meets(counts, way.needs, version.document)) return [];
		return [
			{
				kind: 'reached',
				key,
				tier: grant.tier,
				way: way.id,
				from: day,
				validTo: tierValidTo(way.validity, day, walk.joinedOn),
				window: { from: grant.from, to: grant.validTo },
				credits: Object.fromEntries(counts),
				programmeVersion: version.number
			}
		];
	});
}

function challengeOf(version: PublishedVersion, grant: TierGrant): ChallengeWay | undefined {
	const tier = version.document.tiers.find(({ id }) => id === grant.tier);
	return tier?.ways.find(
		(way): way is ChallengeWay => way.kind === 'challenge' && way.id === grant.reason.way
	);
}

/**
 * A tier to be kept is not extended by reaching it again while it is held; below one that falls step
 * by step nothing is reached; what is covered already is nothing new.
 */
function isNews(
	{ holds, programme }: Walk,
	one: Candidate,
	{ document }: PublishedVersion,
	day: PlainDate
): boolean {
	const rank = rankOf(document, one.tier);
	const now = ownOn(holds, day);
	const tier = document.tiers[rank];
	const ofKeep = ({ kind }: Hold) => kind !== 'card' && kind !== 'gift';
	if (tier?.keep && now.some((held) => held.tier === tier.id && ofKeep(held))) return false;
	if (now.some((held) => rankOf(document, held.tier) > rank && landsBelow(held, programme)))
		return false;
	return !now.some(
		(held) => rankOf(document, held.tier) >= rank && endsNoEarlier(held.validTo, one.validTo)
	);
}
