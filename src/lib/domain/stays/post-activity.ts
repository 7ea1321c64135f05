import { addDays, type PlainDate } from '../calendar.ts';
import { uncredit } from '../earning/credit-stay.ts';
import {
	activityKindOf,
	creditActivity,
	priceActivity,
	type PartnerActivity
} from '../earning/price-activity.ts';
import type { NewId, TierGrant } from '../ledger/account.ts';
import { earn } from '../ledger/earn.ts';
import type { History, Step } from '../ledger/history.ts';
import { followedBy, nothing } from '../ledger/posting.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import type { ActivityReasons, NoPointsBecause } from '../reasons.ts';
import { evaluateTiers } from '../tiers/evaluate.ts';
import { adding, follow, touchedBy } from './follow.ts';
import { madeSince, type MadeByStay } from './made.ts';
import { tierFor } from './make-stay.ts';
import { settle } from './settle.ts';
import { lapseAgain, takeBack } from './undo-stay.ts';

export type { PartnerActivity } from '../earning/price-activity.ts';

export interface ActivityPosting extends Step {
	/** Why the activity gives no points, when it gives none. */
	readonly noPointsBecause?: NoPointsBecause | undefined;
}

/** What an activity made when it was last posted; it is never pending. */
export type MadeByActivity = Omit<MadeByStay, 'pending'>;

/**
 * What a partner reported becomes points, credits and tiers: by the version of its day, with the bonus
 * of the tier held on that day as recorded so far. It is never pending. Activities of another day than
 * one up to today, before joining, of a kind that the version does not know, or cancelled, give nothing.
 */
export function postActivity(
	history: History,
	activity: PartnerActivity,
	programme: Programme,
	today: PlainDate,
	newId: NewId
): ActivityPosting {
	const because = whyNoActivity(history, activity, programme, today);
	if (because) return { ...nothing(history), noPointsBecause: because };
	const settled = settle(history, programme, activity.on, newId);
	const reasons = price(activity, programme, settled.history.grants);
	return makeActivity(settled, activity, reasons, programme, newId);
}

/**
 * A newer word about an activity, as of a stay: what was due by today happens, what the activity gave is
 * taken back as of today, and it is posted anew. Its own credits never raise its bonus; what had lapsed
 * of it in silence has lapsed of what comes in its place.
 */
export function correctActivity(
	history: History,
	made: MadeByActivity,
	activity: PartnerActivity,
	programme: Programme,
	today: PlainDate,
	newId: NewId
): ActivityPosting {
	const because = whyNoActivity(history, activity, programme, today);
	const settled = settle(history, programme, today, newId);
	const uncounted = followedBy(settled, (now) => adding(now, uncredit(made.credits, newId)));
	const { grants, credits, joinedOn } = uncounted.history;
	const days = touchedBy(uncounted.posting.credits);
	const without = days && evaluateTiers(grants, credits, programme, joinedOn, days, newId);
	const reasons = because ?? price(activity, programme, [...grants, ...(without ?? [])]);

	const there = madeSince(made, history, settled.posting, programme);
	const comesAnew = 'points' in reasons ? Math.max(reasons.points, 0) : 0;
	const given = { on: today, why: 'activity-corrected', comesAnew };
	const bare = followedBy(uncounted, (now) => takeBack(now, there, given, programme, newId));
	const anew = makeActivity(bare, activity, reasons, programme, newId);
	const before = new Set(bare.posting.opened.map(({ id }) => id));
	const fresh = new Set(anew.posting.opened.map(({ id }) => id)).difference(before);
	const lapsed = followedBy(anew, (now) =>
		lapseAgain(now, there.earned, { departure: activity.on }, fresh, programme, newId)
	);
	return { ...lapsed, noPointsBecause: anew.noPointsBecause };
}

function price(
	activity: PartnerActivity,
	programme: Programme,
	grants: readonly TierGrant[]
): ActivityReasons {
	const version = versionOn(programme, activity.on);
	const tier = tierFor(grants, activity.on, version.document, programme);
	return priceActivity(activity, version, tier);
}

/** Points and credits, and what follows from all credits of the step. */
function makeActivity(
	before: Step,
	activity: PartnerActivity,
	priced: ActivityReasons | NoPointsBecause,
	programme: Programme,
	newId: NewId
): ActivityPosting {
	const made =
		'code' in priced
			? before
			: followedBy(before, (now) => enterActivity(now, activity, priced, programme, newId));
	const { credits } = made.posting;
	return {
		...followedBy(made, (now) => follow(now, credits, programme, newId)),
		noPointsBecause: becauseOf(priced)
	};
}

function becauseOf(priced: ActivityReasons | NoPointsBecause): NoPointsBecause | undefined {
	if ('code' in priced) return priced;
	return priced.points > 0 ? undefined : { code: 'nothing-eligible', facts: {} };
}

function enterActivity(
	history: History,
	activity: PartnerActivity,
	reasons: ActivityReasons,
	programme: Programme,
	newId: NewId
): Step {
	const version = versionOn(programme, activity.on);
	const { points } = reasons;
	const earning = { kind: 'earn', points, effectiveOn: activity.on, reasons } as const;
	const earned = points > 0 ? earn(history, earning, version, newId) : nothing(history);
	return followedBy(earned, (now) => adding(now, creditActivity(activity, version, newId)));
}

function whyNoActivity(
	{ joinedOn }: History,
	{ on, kind, isCancelled }: PartnerActivity,
	programme: Programme,
	today: PlainDate
): NoPointsBecause | undefined {
	if (isCancelled) return { code: 'cancelled', facts: {} };
	const { document } = versionOn(programme, on);
	const backdateDays = document.backdateDays ?? 0;
	if (on < addDays(joinedOn, -backdateDays))
		return { code: 'before-joining', facts: { joinedOn, backdateDays } };
	if (on > today) return { code: 'not-departed', facts: { departure: on } };
	if (activityKindOf(kind, document)) return undefined;
	return { code: 'unknown-activity', facts: { kind } };
}
