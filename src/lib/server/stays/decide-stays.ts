import type { PlainDate } from '#lib/domain/calendar.ts';
import { lastActivityOn } from '#lib/domain/ledger/activity.ts';
import type { Entry, Pending, Posting } from '#lib/domain/ledger/account.ts';
import type { Step } from '#lib/domain/ledger/history.ts';
import {
	emptyPosting,
	followedBy,
	isEmpty,
	joinPostings,
	nothing
} from '#lib/domain/ledger/posting.ts';
import { movesOfLots, releasedEntry } from '#lib/domain/stays/made.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { NoPointsBecause, NoPointsCode } from '#lib/domain/reasons.ts';
import {
	correctStay,
	postDue,
	postStay,
	recountNights,
	takeBackStay,
	type History,
	type MadeByStay,
	type StayPosting
} from '#lib/domain/stays/post-stay.ts';
import type { RateOn, StayFacts } from '#lib/domain/stays/stay.ts';
import { settleTiers } from '#lib/domain/tiers/settle-tiers.ts';
import { newId } from '../ids.ts';
import { madeSomething, type MadeBefore } from '../ledger/made-queries.ts';
import type { MemberPosting } from '../ledger/posting-queries.ts';

/** A stay to be posted to a member, or one that is another's now and is taken back. */
export interface Work extends Priced {
	readonly memberId: string;
	/** Whether the member was given something for an earlier word about it. */
	readonly isCorrection: boolean;
	readonly isTakenBack: boolean;
	/** Other stays of the member that a correction may leave with nights that nothing covers. */
	readonly touching: readonly Priced[];
}

/** A stay as it was priced, for the order and for the nights it can claim. */
export interface Priced {
	readonly facts: StayFacts;
	readonly source: string;
	readonly sourceId: string;
}

export interface Decided {
	readonly postings: readonly MemberPosting[];
	/** By the stay's id. */
	readonly noPointsBecause: ReadonlyMap<string, NoPointsBecause>;
	/** By the member's and the stay's id, with a blank between. */
	readonly points: ReadonlyMap<string, number>;
}

export interface Deciding {
	readonly histories: ReadonlyMap<string, History>;
	readonly programme: Programme;
	readonly today: PlainDate;
	readonly before: MadeBefore;
	readonly rateOn: RateOn;
}

/** Each member's stays in the order departure, arrival, source, stay id, whatever order they came in. */
export function decideStays(works: readonly Work[], deciding: Deciding): Decided {
	const { programme, today } = deciding;
	const postings: MemberPosting[] = [];
	const noPointsBecause = new Map<string, NoPointsBecause>();
	const points = new Map<string, number>();
	for (const [memberId, ofMember] of Map.groupBy(works, (work) => work.memberId)) {
		const start = deciding.histories.get(memberId);
		if (!start) throw new Error(`member ${memberId} is not held`);
		let now: Step = { history: start, posting: emptyPosting(start.account) };
		const posted: Work[] = [];
		const heard = new Set<string>();
		for (const work of ofMember.toSorted(inOrder)) {
			heard.add(work.facts.id);
			const done = decideOne(now, work, { posted, heard }, deciding);
			if (!work.isTakenBack && countsNights(done.noPointsBecause)) posted.push(work);
			now = { history: done.history, posting: joinPostings(now.posting, done.posting) };
			if (done.noPointsBecause) noPointsBecause.set(work.facts.id, done.noPointsBecause);
		}
		// What came late may change years that are closed and reviews that are done.
		now = followedBy(now, (then) => settleTiers(then, programme, today, newId));
		now = followedBy(now, (then) => postDue(then, programme, today, newId));
		for (const { facts } of ofMember)
			points.set(`${memberId} ${facts.id}`, pointsOf(now.posting, facts.id));
		if (!isEmpty(now.posting)) postings.push({ memberId, posting: now.posting });
	}
	return { postings, noPointsBecause, points };
}

/** What one transaction has come to: the stays whose nights count now, and all that it has heard. */
interface SoFar {
	readonly posted: readonly Work[];
	readonly heard: ReadonlySet<string>;
}

function decideOne(
	before: Step,
	work: Work,
	{ posted, heard }: SoFar,
	deciding: Deciding
): StayPosting {
	const { programme, today, before: made, rateOn } = deciding;
	const { facts, memberId } = work;
	const pending = deciding.histories
		.get(memberId)
		?.pending.find(({ stayId }) => stayId === facts.id);
	const madeSince = before.posting.credits.some(({ stayId }) => stayId === facts.id);
	const madeNothing = !pending && !madeSince && !madeSomething(made, facts.id);
	if (!work.isCorrection || madeNothing) {
		if (work.isTakenBack) return nothing(before.history);
		return postStay(before.history, facts, programme, rateOn, today, newId);
	}
	const ofStay = madeNow(made, work, pending, before.posting, programme);
	const given = { on: today, why: 'stay-of-another', stayId: facts.id };
	const done: StayPosting = work.isTakenBack
		? takeBackStay(before.history, ofStay, given, programme, newId)
		: correctStay(before.history, ofStay, facts, programme, rateOn, today, newId);
	// What is still to come counts by the word that is known of it.
	const waiting = work.touching.filter((other) => !heard.has(other.facts.id));
	const touching = [...waiting, ...posted];
	const inTurn = touching.toSorted(inOrder).map((other) => other.facts);
	const counted = followedBy(done, (now) => recountNights(now, inTurn, programme, newId));
	return { ...counted, noPointsBecause: done.noPointsBecause };
}

const unpriced: ReadonlySet<NoPointsCode> = new Set([
	'booked',
	'in-house',
	'cancelled',
	'no-show',
	'not-departed',
	'before-joining',
	'for-other',
	'no-exchange-rate',
	'amount-too-large'
]);

/** Whether a stay was priced, if only to nothing: then its nights count. */
export function countsNights(because: NoPointsBecause | undefined): boolean {
	return because === undefined || !unpriced.has(because.code);
}

function inOrder(one: Priced, other: Priced): number {
	return (
		compare(one.facts.departure, other.facts.departure) ||
		compare(one.facts.arrival, other.facts.arrival) ||
		compare(one.source, other.source) ||
		compare(one.sourceId, other.sourceId)
	);
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

function pointsOf(posting: Posting, stayId: string): number {
	return posting.entries.reduce(
		(sum, entry) => (entry.stayId === stayId ? sum + entry.points : sum),
		0
	);
}

/** What a stay made before, with what this very transaction has decided about it since. */
function madeNow(
	before: MadeBefore,
	{ memberId, facts: { id } }: Work,
	pending: Pending | undefined,
	since: Posting,
	programme: Programme
): MadeByStay {
	const credits = [
		...(before.credits.get(id) ?? []),
		...since.credits.filter(({ stayId }) => stayId === id)
	];
	const stored = before.earned.get(id);
	const entry = stored?.entry ?? releasedEntry(pending, since);
	if (!entry) return { credits, pending };
	const lots = stored?.lots ?? since.opened.filter(({ entryId }) => entryId === entry.id);
	const moves = [...(stored?.moves ?? []), ...movesOfLots(lots, since)];
	const others: Entry[] = [...(before.entries.get(memberId) ?? []), ...since.entries].filter(
		(other) => other.id !== entry.id
	);
	return {
		credits,
		earned: { entry, lots, moves, otherActivityOn: lastActivityOn(others, programme) }
	};
}
