import { addDays, type PlainDate } from '../calendar.ts';
import {
	activityKindOf,
	creditActivity,
	priceActivity,
	type PartnerActivity
} from '../earning/price-activity.ts';
import type { NewId } from '../ledger/account.ts';
import { earn } from '../ledger/earn.ts';
import type { History, Step } from '../ledger/history.ts';
import { followedBy, nothing } from '../ledger/posting.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import type { NoPointsBecause } from '../reasons.ts';
import { adding, follow } from './follow.ts';
import { tierFor } from './make-stay.ts';
import { settle } from './settle.ts';

export type { PartnerActivity } from '../earning/price-activity.ts';

export interface ActivityPosting extends Step {
	/** Why the activity gives no points, when it gives none. */
	readonly noPointsBecause?: NoPointsBecause | undefined;
}

/**
 * What a partner reported becomes points, credits and tiers: by the version of its day, with the bonus
 * of the tier held on that day as recorded so far. It is never pending. Activities of another day than
 * one up to today, before joining, or of a kind that the version does not know, give nothing.
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
	const version = versionOn(programme, activity.on);
	const settled = settle(history, programme, activity.on, newId);
	const tier = tierFor(settled.history.grants, activity.on, version.document, programme);
	const reasons = priceActivity(activity, version, tier);
	const { points } = reasons;
	const earning = { kind: 'earn', points, effectiveOn: activity.on, reasons } as const;
	const earned =
		points > 0 ? followedBy(settled, (now) => earn(now, earning, version, newId)) : settled;
	const credited = followedBy(earned, (now) =>
		adding(now, creditActivity(activity, version, newId))
	);
	const { credits } = credited.posting;
	return {
		...followedBy(credited, (now) => follow(now, credits, programme, newId)),
		noPointsBecause: points > 0 ? undefined : { code: 'nothing-eligible', facts: {} }
	};
}

function whyNoActivity(
	{ joinedOn }: History,
	{ on, kind }: PartnerActivity,
	programme: Programme,
	today: PlainDate
): NoPointsBecause | undefined {
	const { document } = versionOn(programme, on);
	const backdateDays = document.backdateDays ?? 0;
	if (on < addDays(joinedOn, -backdateDays))
		return { code: 'before-joining', facts: { joinedOn, backdateDays } };
	if (on > today) return { code: 'not-departed', facts: { departure: on } };
	if (activityKindOf(kind, document)) return undefined;
	return { code: 'unknown-activity', facts: { kind } };
}
