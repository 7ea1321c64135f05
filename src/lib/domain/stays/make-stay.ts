import { addDays, type PlainDate } from '../calendar.ts';
import { hasBackToBack, recreditFollowers } from '../earning/back-to-back.ts';
import { creditNoShow, creditStay } from '../earning/credit-stay.ts';
import { exchangeOf, nothingBecause, priceStay, type Exchange } from '../earning/price-stay.ts';
import type { NewId, TierGrant } from '../ledger/account.ts';
import { earn } from '../ledger/earn.ts';
import type { History, Step } from '../ledger/history.ts';
import { openPending } from '../ledger/pending.ts';
import { followedBy, nothing } from '../ledger/posting.ts';
import {
	versionOn,
	type Programme,
	type PublishedVersion,
	type Tier,
	type Version
} from '../programme/programme.ts';
import type { NoPointsBecause, StayReasons } from '../reasons.ts';
import { heldTier } from '../tiers/held-tier.ts';
import { adding, follow } from './follow.ts';
import type { RateOn, StayFacts } from './stay.ts';

/** What one word about a stay writes. */
export interface StayPosting extends Step {
	/** Why the stay gives no points, when it gives none. */
	readonly noPointsBecause?: NoPointsBecause | undefined;
}

export interface Priced {
	readonly version: PublishedVersion;
	readonly exchange: Exchange | undefined;
	readonly reasons: StayReasons;
}

/** Prices a stay by the version of its departure, with the bonus of the tier held on arrival. */
export function price(
	stay: StayFacts,
	programme: Programme,
	grants: readonly TierGrant[],
	rateOn: RateOn
): Priced {
	const version = versionOn(programme, stay.departure);
	const exchange = exchangeOf(stay, version.document, rateOn);
	if (exchange === 'missing') throw new Error('a stay without a rate is not priced');
	const tier = tierFor(grants, stay.arrival, version.document, programme);
	return { version, exchange, reasons: priceStay(stay, version, tier, exchange) };
}

/** The tier of a version that is held on a day. */
export function tierFor(
	grants: readonly TierGrant[],
	on: PlainDate,
	version: Version,
	programme: Programme
): Tier {
	const held = heldTier(grants, programme, on).tier;
	return version.tiers.find(({ id }) => id === held.id) ?? held;
}

/** Points and credits of a stay, and the tiers and milestones that follow from all credits of the step. */
export function makeStay(
	before: Step,
	stay: StayFacts,
	priced: Priced | NoPointsBecause,
	programme: Programme,
	newId: NewId
): StayPosting {
	const ready = followedBy(before, (now) => leave(now, stay.id, programme, newId));
	const made =
		'code' in priced
			? followedBy(ready, (now) => noShow(now, stay, priced, programme, newId))
			: followedBy(ready, (now) => enterStay(now, stay, priced, programme, newId));
	const counted = followedBy(made, (now) => follow(now, made.posting.credits, programme, newId));
	return { ...counted, noPointsBecause: becauseOf(stay, priced) };
}

function becauseOf(stay: StayFacts, priced: Priced | NoPointsBecause): NoPointsBecause | undefined {
	if ('code' in priced) return priced;
	const { reasons, version } = priced;
	return reasons.points > 0 ? undefined : nothingBecause(stay, version.document);
}

function noShow(
	history: History,
	stay: StayFacts,
	because: NoPointsBecause,
	programme: Programme,
	newId: NewId
): Step {
	if (because.code !== 'no-show') return nothing(history);
	return adding(history, creditNoShow(stay, versionOn(programme, stay.departure), newId));
}

function enterStay(
	history: History,
	stay: StayFacts,
	priced: Priced,
	programme: Programme,
	newId: NewId
): Step {
	const { version, exchange, reasons } = priced;
	const credits = creditStay(stay, version, reasons.base, exchange, history, newId);
	const earned = reasons.points > 0 ? give(history, stay, priced, newId) : nothing(history);
	const credited = followedBy(earned, (now) => adding(now, credits));
	if (!hasBackToBack(programme)) return credited;
	return followedBy(credited, (now) => {
		const joined = { ...now, counted: [...now.counted, stay] };
		return adding(joined, recreditFollowers(joined, [stay], programme, newId));
	});
}

/** At once, or pending until its day. */
function give(history: History, stay: StayFacts, priced: Priced, newId: NewId): Step {
	const { version, reasons } = priced;
	const { points } = reasons;
	const about = { reasons, stayId: stay.id, stayRevision: stay.revision };
	const { releaseDays } = version.document;
	if (releaseDays === undefined) {
		const earning = { kind: 'earn', points, effectiveOn: stay.departure, ...about } as const;
		return earn(history, earning, version, newId);
	}
	return openPending(history, {
		id: newId(),
		points,
		earnedOn: stay.departure,
		releaseOn: addDays(stay.departure, releaseDays),
		programmeVersion: version.number,
		...about
	});
}

/** A stay is no longer among those that were counted. */
export function leave(history: History, stayId: string, programme: Programme, newId: NewId): Step {
	const old = history.counted.filter(({ id }) => id === stayId);
	if (old.length === 0) return nothing(history);
	const left = { ...history, counted: history.counted.filter(({ id }) => id !== stayId) };
	return adding(left, recreditFollowers(left, old, programme, newId));
}
