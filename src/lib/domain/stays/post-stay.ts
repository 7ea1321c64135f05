import type { PlainDate } from '../calendar.ts';
import { creditNights } from '../earning/credit-stay.ts';
import type { NewId } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { nothing, followedBy } from '../ledger/posting.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { countsFrom, evaluateTiers } from '../tiers/evaluate.ts';
import { addCredits, follow, touchedBy } from './follow.ts';
import { madeSince, type MadeByStay } from './made.ts';
import { makeStay, price, type StayPosting } from './make-stay.ts';
import { settle } from './settle.ts';
import type { RateOn, StayFacts } from './stay.ts';
import { lapseAgain, takeBack, uncount } from './undo-stay.ts';
import { whyNot } from './why-not.ts';

export type { History } from '../ledger/history.ts';
export { addCredits } from './follow.ts';
export type { MadeByStay } from './made.ts';
export type { StayPosting } from './make-stay.ts';

/**
 * From which `countsOn` a member's credits must be loaded to post a stay with these dates (of a
 * correction: the earlier of the old and the new arrival). Undefined: all of them.
 */
export function creditsNeededFrom(
	programme: Programme,
	arrival: PlainDate,
	joinedOn: PlainDate
): PlainDate | undefined {
	return countsFrom(programme, arrival, joinedOn);
}

/**
 * A stay becomes points, credits and tiers. First happens what time alone does by the departure; then
 * the stay is priced by the version of the departure date with the bonus of the tier held on arrival,
 * as recorded so far. Only a departed, checked-out stay of a member earns. Where the version posts
 * later, the points wait, whenever the stay becomes known; `postDue` posts those whose day has come.
 */
export function postStay(
	history: History,
	stay: StayFacts,
	programme: Programme,
	rateOn: RateOn,
	today: PlainDate,
	newId: NewId
): StayPosting {
	const because = whyNot(history, stay, programme, rateOn, today);
	const settled = because ? nothing(history) : settle(history, programme, stay.departure, newId);
	const priced = because ?? price(stay, programme, settled.history.grants, rateOn);
	return makeStay(settled, stay, priced, programme, newId);
}

/**
 * A newer word about a stay: what was due by today happens, what the stay gave is taken back as of
 * today, and the stay is posted anew. Its own credits never raise its bonus; what had lapsed of it in
 * silence has lapsed of what comes in its place.
 */
export function correctStay(
	history: History,
	made: MadeByStay,
	stay: StayFacts,
	programme: Programme,
	rateOn: RateOn,
	today: PlainDate,
	newId: NewId
): StayPosting {
	const because = whyNot(history, stay, programme, rateOn, today);
	const settled = settle(history, programme, today, newId);
	const uncounted = uncount(settled, made, stay.id, programme, newId);
	const { grants, credits, joinedOn } = uncounted.history;
	const days = touchedBy(uncounted.posting.credits);
	const without = days && evaluateTiers(grants, credits, programme, joinedOn, days, newId);
	const priced = because ?? price(stay, programme, [...grants, ...(without ?? [])], rateOn);

	const there = madeSince(made, history, settled.posting, programme);
	const comesAnew = 'reasons' in priced ? Math.max(priced.reasons.points, 0) : 0;
	const given = { on: today, why: 'stay-corrected', comesAnew };
	const bare = followedBy(uncounted, (now) => takeBack(now, there, given, programme, newId));
	const anew = makeStay(bare, stay, priced, programme, newId);
	const opened = new Set(anew.posting.opened.map(({ id }) => id));
	const fresh = opened.difference(new Set(bare.posting.opened.map(({ id }) => id)));
	const lapsed = followedBy(anew, (now) =>
		lapseAgain(now, there.earned, stay, fresh, programme, newId)
	);
	return { ...lapsed, noPointsBecause: anew.noPointsBecause };
}

/** A stay that turns out not to be this member's: all that it gave is taken back. */
export function takeBackStay(
	history: History,
	made: MadeByStay,
	given: { readonly on: PlainDate; readonly why: string; readonly stayId?: string },
	programme: Programme,
	newId: NewId
): Step {
	const settled = settle(history, programme, given.on, newId);
	const there = madeSince(made, history, settled.posting, programme);
	const uncounted = uncount(settled, made, given.stayId ?? stayIdOf(made), programme, newId);
	const bare = followedBy(uncounted, (now) => takeBack(now, there, given, programme, newId));
	return followedBy(bare, (now) => follow(now, bare.posting.credits, programme, newId));
}

/** Posts, as of their days, the pending points whose day has come by today. */
export function postDue(
	history: History,
	programme: Programme,
	today: PlainDate,
	newId: NewId
): Step {
	const days = history.pending.map(({ releaseOn }) => releaseOn).filter((day) => day <= today);
	const last = days.toSorted().at(-1);
	return last === undefined ? nothing(history) : settle(history, programme, last, newId);
}

/**
 * Credits the nights of stays that nothing covers any more, after another stay that covered them was
 * taken back or shortened. `stays` are the member's checked-out stays that touch its nights.
 */
export function recountNights(
	history: History,
	stays: readonly StayFacts[],
	programme: Programme,
	newId: NewId
): Step {
	return stays.reduce((step, stay) => {
		const version = versionOn(programme, stay.departure);
		const uncovered = creditNights(stay, version, step.history.credits, newId);
		return followedBy(step, (now) => addCredits(now, uncovered, programme, newId));
	}, nothing(history));
}

function stayIdOf({ earned, pending, credits }: MadeByStay): string {
	return earned?.entry.stayId ?? pending?.stayId ?? credits[0]?.stayId ?? '';
}
