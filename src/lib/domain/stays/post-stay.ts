import { addDays, earlier, later, type PlainDate } from '../calendar.ts';
import { creditNights, creditNoShow, creditStay, uncredit } from '../earning/credit-stay.ts';
import { exchangeOf, nothingBecause, priceStay } from '../earning/price-stay.ts';
import type { Credit, NewId, Posting, TierGrant } from '../ledger/account.ts';
import { earn } from '../ledger/earn.ts';
import type { History, Step } from '../ledger/history.ts';
import { emptyPosting, nothing, followedBy } from '../ledger/posting.ts';
import { reverse, type Made } from '../ledger/reverse.ts';
import { versionOn, type Programme, type Tier, type Version } from '../programme/programme.ts';
import type { NoPointsBecause } from '../reasons.ts';
import { countsFrom, evaluateTiers } from '../tiers/evaluate.ts';
import { issueMilestones } from '../milestones/issue-milestones.ts';
import { heldTier } from '../tiers/held-tier.ts';
import { settle } from './settle.ts';
import type { RateOn, StayFacts } from './stay.ts';

export type { History } from '../ledger/history.ts';

export interface StayPosting extends Step {
	/** Why the stay gives no points, when it gives none. */
	readonly noPointsBecause?: NoPointsBecause | undefined;
}

/** What a stay made when it was last posted. */
export interface MadeByStay {
	/** Its standing entry that gave points, if there is one. */
	readonly earned?: Made | undefined;
	/** All credit rows of the stay, with those that cancel others. */
	readonly credits: readonly Credit[];
}

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
 * A stay becomes points, credits and tiers. First lapses what is over by the departure; then the stay
 * is priced by the version of the departure date with the bonus of the tier held on arrival, as
 * recorded so far. Only a departed, checked-out stay of a member earns.
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
	const made = makeStay(settled, stay, programme, because, history.grants, rateOn, newId);
	const counted = followedBy(made, (now) => follow(now, made.posting.credits, programme, newId));
	return { ...counted, noPointsBecause: made.noPointsBecause };
}

/**
 * A newer word about a stay: what lapsed by today lapses, what the stay gave is taken back as of
 * today, and the stay is posted anew. Its own credits never raise its bonus.
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
	const bare = undo(history, made, { on: today, why: 'stay-corrected' }, programme, newId);
	const { grants, credits, joinedOn } = bare.history;
	const days = touchedBy(bare.posting.credits);
	const without = days && evaluateTiers(grants, credits, programme, joinedOn, days, newId);
	const because = whyNot(history, stay, programme, rateOn, today);
	const heldAs = [...grants, ...(without ?? [])];
	const anew = makeStay(bare, stay, programme, because, heldAs, rateOn, newId);
	const counted = followedBy(anew, (now) => follow(now, anew.posting.credits, programme, newId));
	return { ...counted, noPointsBecause: anew.noPointsBecause };
}

/** A stay that turns out not to be this member's: all that it gave is taken back. */
export function takeBackStay(
	history: History,
	made: MadeByStay,
	given: { readonly on: PlainDate; readonly why: string },
	programme: Programme,
	newId: NewId
): Step {
	const bare = undo(history, made, given, programme, newId);
	return followedBy(bare, (now) => follow(now, bare.posting.credits, programme, newId));
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

/** Adds credits that no stay made (a gift, an opening count) and the tiers they lead to. */
export function addCredits(
	history: History,
	credits: readonly Credit[],
	programme: Programme,
	newId: NewId
): Step {
	return followedBy(adding(history, credits), (now) => follow(now, credits, programme, newId));
}

function undo(
	history: History,
	made: MadeByStay,
	given: { readonly on: PlainDate; readonly why: string },
	programme: Programme,
	newId: NewId
): Step {
	const settled = settle(history, programme, given.on, newId);
	const earned = made.earned && withLapsed(made.earned, settled.posting);
	const reversed = earned
		? followedBy(settled, (now) => reverse(now, earned, given, programme, newId))
		: settled;
	return followedBy(reversed, (now) => adding(now, uncredit(made.credits, newId)));
}

/** What became of an entry's points, with what has lapsed only now. */
function withLapsed(earned: Made, { moves }: Posting): Made {
	const own = new Set(earned.lots.map((lot) => lot.id));
	const lapsed = moves.filter((move) => own.has(move.lotId));
	const kind = 'expire' as const;
	return { ...earned, moves: [...earned.moves, ...lapsed.map((move) => ({ ...move, kind }))] };
}

/** Points and credits of a stay, the tiers that follow left to regrant. */
function makeStay(
	before: Step,
	stay: StayFacts,
	programme: Programme,
	because: NoPointsBecause | undefined,
	grants: readonly TierGrant[],
	rateOn: RateOn,
	newId: NewId
): StayPosting {
	const version = versionOn(programme, stay.departure);
	if (because) {
		const noShows = because.code === 'no-show' ? creditNoShow(stay, version, newId) : [];
		return { ...followedBy(before, (now) => adding(now, noShows)), noPointsBecause: because };
	}
	const exchange = exchangeOf(stay, version.document, rateOn);
	if (exchange === 'missing') throw new Error('a stay without a rate is not priced');
	const tier = tierFor(grants, stay.arrival, version.document, programme);
	const reasons = priceStay(stay, version, tier, exchange);
	const credits = creditStay(stay, version, reasons.base, exchange, before.history.credits, newId);
	const earned =
		reasons.points <= 0
			? before
			: followedBy(before, (now) =>
					earn(
						now,
						{
							kind: 'earn',
							points: reasons.points,
							effectiveOn: stay.departure,
							reasons,
							stayId: stay.id,
							stayRevision: stay.revision
						},
						version,
						newId
					)
				);
	return {
		...followedBy(earned, (now) => adding(now, credits)),
		noPointsBecause: reasons.points > 0 ? undefined : nothingBecause(stay, version.document)
	};
}

function whyNot(
	{ joinedOn }: History,
	stay: StayFacts,
	programme: Programme,
	rateOn: RateOn,
	today: PlainDate
): NoPointsBecause | undefined {
	const { document } = versionOn(programme, stay.departure);
	const backdateDays = document.backdateDays ?? 0;
	if (stay.departure < addDays(joinedOn, -backdateDays))
		return { code: 'before-joining', facts: { joinedOn, backdateDays } };
	switch (stay.status) {
		case 'booked':
			return { code: 'booked', facts: { departure: stay.departure } };
		case 'in_house':
			return { code: 'in-house', facts: { departure: stay.departure } };
		case 'cancelled':
			return { code: 'cancelled', facts: {} };
		case 'no_show':
			return { code: 'no-show', facts: {} };
		case 'checked_out':
			break;
	}
	if (stay.departure > today) return { code: 'not-departed', facts: { departure: stay.departure } };
	if (stay.forOther) return { code: 'for-other', facts: {} };
	if (exchangeOf(stay, document, rateOn) !== 'missing') return undefined;
	const facts = { from: stay.currency, to: document.currency, day: stay.departure };
	return { code: 'no-exchange-rate', facts };
}

/** The tier of the pricing version that is held on arrival. */
function tierFor(
	grants: readonly TierGrant[],
	arrival: PlainDate,
	version: Version,
	programme: Programme
): Tier {
	const held = heldTier(grants, programme, arrival).tier;
	return version.tiers.find(({ id }) => id === held.id) ?? held;
}

function adding(history: History, credits: readonly Credit[]): Step {
	if (credits.length === 0) return nothing(history);
	return {
		posting: { ...emptyPosting(history.account), credits },
		history: { ...history, credits: [...history.credits, ...credits] }
	};
}

/** What credits lead to: tiers, then milestones. */
function follow(
	history: History,
	credits: readonly Credit[],
	programme: Programme,
	newId: NewId
): Step {
	const tiers = regrant(history, credits, programme, newId);
	return followedBy(tiers, (now) => issueMilestones(now, credits, programme, newId));
}

function regrant(
	history: History,
	credits: readonly Credit[],
	programme: Programme,
	newId: NewId
): Step {
	const days = touchedBy(credits);
	if (!days) return nothing(history);
	const { grants: before, joinedOn } = history;
	const grants = evaluateTiers(before, history.credits, programme, joinedOn, days, newId);
	if (grants.length === 0) return nothing(history);
	return {
		posting: { ...emptyPosting(history.account), grants },
		history: { ...history, grants: [...before, ...grants] }
	};
}

function touchedBy(
	credits: readonly Credit[]
): { readonly from: PlainDate; readonly to: PlainDate } | undefined {
	const [first] = credits;
	if (!first) return undefined;
	let from = first.countsOn;
	let to = first.countsOn;
	for (const { countsOn } of credits) {
		from = earlier(from, countsOn);
		to = later(to, countsOn);
	}
	return { from, to };
}
