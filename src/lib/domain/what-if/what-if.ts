import { addDays, later, type PlainDate } from '../calendar.ts';
import { pointsValidTo } from '../expiry/expiry-calendar.ts';
import type { Credit, MilestoneGrant, NewId, Posting } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { milestoneOf, pointsAtOnce } from '../milestones/milestones-of.ts';
import { heldTier } from '../tiers/held-tier.ts';
import type { Programme } from '../programme/programme.ts';
import { postActivity } from '../stays/post-activity.ts';
import { postStay } from '../stays/post-stay.ts';
import { settle } from '../stays/settle.ts';
import {
	missingToKeep,
	missingToReach,
	nextWindowFrom,
	tierChanges,
	tierOn,
	type Missing,
	type TierFrom
} from './outlook.ts';
import { checkPlanned, dayOfPlanned, toActivity, toFacts, type Planned } from './planned.ts';

export interface WhatIf {
	/** Everything that is known of the member. */
	readonly history: History;
	readonly programme: Programme;
	readonly today: PlainDate;
	readonly planned: readonly Planned[];
}

export interface Outlook {
	readonly today: PlainDate;
	/** What each part of the plan would give, in the order of their days. */
	readonly steps: readonly PlannedStep[];
	/** Of the plan itself, bonus included; what milestones give beside it is not in it. */
	readonly points: number;
	readonly milestonePoints: number;
	/** Of the plan, by counter; of money in minor units. */
	readonly credits: Readonly<Record<string, number>>;
	readonly milestones: readonly PlannedMilestone[];
	/** The tier today, and every change of it as far as the plan can be followed. */
	readonly tierNow: TierFrom;
	readonly tierChanges: readonly TierFrom[];
	/** On the last day of the plan. */
	readonly after: {
		readonly on: PlainDate;
		readonly tier: TierFrom;
		readonly balance: number;
		/** Points that wait to be posted then. */
		readonly pending: number;
		/** What lapses between today and then. */
		readonly lapsed: number;
		/** What lapses first after it if nothing more happens, and its last usable day. */
		readonly expiring?: { readonly points: number; readonly validTo: PlainDate } | undefined;
	};
	/** What more the tier above asks for after the plan; none at the top. */
	readonly toReach?: Missing | undefined;
	/** If only the plan happens: the tier on the first day of the next window, and how to have kept it. */
	readonly nextYear?: NextYear | undefined;
	/** The same on the day after the last of the tier that the plan leads to. */
	readonly review?: NextYear | undefined;
}

export interface PlannedStep {
	/** Its place in the plan as it was given. */
	readonly at: number;
	readonly on: PlainDate;
	readonly points: number;
	/** The day on which the points come, where that is later. */
	readonly pendingUntil?: PlainDate | undefined;
	readonly credits: Readonly<Record<string, number>>;
	readonly tier: TierFrom;
	readonly noPointsBecause?: string | undefined;
}

export interface PlannedMilestone {
	readonly milestone: string;
	readonly at: number;
	readonly reachedOn: PlainDate;
	readonly chooseBy?: PlainDate | undefined;
	readonly points: number;
}

export interface NextYear {
	readonly on: PlainDate;
	readonly tier: TierFrom;
	/** What holds the tier of the plan's end beyond its last day; none for life and for the floor. */
	readonly toKeep?: Missing | undefined;
	readonly toReach?: Missing | undefined;
}

/**
 * What planned stays and activities would give and lead to, through the functions that post real ones,
 * as if each were posted on its day and nothing else happened. Nothing is written. Refused: `invalid`
 * for a plan that begins before today.
 */
export function whatIf({ history, programme, today, planned }: WhatIf): Outlook {
	for (const one of planned) checkPlanned(one, today);
	const newId = countingIds();
	const start = settle(history, programme, today, newId).history;
	const { steps, postings, end } = play(start, programme, planned, newId);
	const on = steps.reduce((day, step) => later(day, step.on), today);
	const settled = settle(end, programme, on, newId);
	const after = settled.history;
	const all = [...postings, settled.posting];
	const milestones = all.flatMap((posting) => posting.milestones);
	const months = outcomes(after, programme, on, newId);
	return {
		today,
		steps,
		points: sum(steps.map(({ points }) => points)),
		milestonePoints: sum(milestones.map((one) => pointsAtOnce(milestoneOf(one, programme)) ?? 0)),
		credits: totals(steps),
		milestones: milestones.map((one) => toMilestone(one, programme)),
		tierNow: tierOn(start, programme, today),
		tierChanges: tierChanges(months.history, programme, today, months.through),
		after: {
			on,
			tier: tierOn(after, programme, on),
			balance: after.account.balance,
			pending: sum(after.pending.map(({ points }) => points)),
			lapsed: lapsedIn(all),
			expiring: pointsValidTo(after, programme, on)
		},
		toReach: missingToReach(after, programme, on),
		nextYear: months.nextYear,
		review: months.review
	};
}

interface Played {
	readonly steps: readonly PlannedStep[];
	readonly postings: readonly Posting[];
	readonly end: History;
}

function play(
	start: History,
	programme: Programme,
	planned: readonly Planned[],
	newId: NewId
): Played {
	const inOrder = planned
		.map((one, at) => ({ one, at, on: dayOfPlanned(one) }))
		.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.at - b.at));
	let history = start;
	const steps: PlannedStep[] = [];
	const postings: Posting[] = [];
	for (const { one, at, on } of inOrder) {
		const id = newId();
		const posted = post(history, one, id, programme, newId);
		history = posted.history;
		postings.push(posted.posting);
		const pending = posted.posting.pending.filter(({ stayId }) => stayId === id);
		steps.push({
			at,
			on,
			points: pointsOf(posted.posting, id) + sum(pending.map(({ points }) => points)),
			pendingUntil: pending[0]?.releaseOn,
			credits: countsOf(posted.posting.credits.filter((credit) => isOf(credit, id))),
			tier: tierOn(history, programme, on),
			noPointsBecause: posted.noPointsBecause?.code
		});
	}
	return { steps, postings, end: history };
}

function post(
	history: History,
	planned: Planned,
	id: string,
	programme: Programme,
	newId: NewId
): Step & { readonly noPointsBecause?: { readonly code: string } | undefined } {
	const on = dayOfPlanned(planned);
	return planned.kind === 'activity'
		? postActivity(history, toActivity(planned, id), programme, on, newId)
		: postStay(history, toFacts(planned, id, programme), programme, () => undefined, on, newId);
}

/** What comes after the plan when nothing more happens, as far as the tier it leads to lasts. */
function outcomes(after: History, programme: Programme, on: PlainDate, newId: NewId) {
	const { validTo } = heldTier(after.grants, programme, on);
	const nextOn = nextWindowFrom(programme, on, after.joinedOn);
	const endOn = validTo === undefined ? undefined : addDays(validTo, 1);
	const through = [nextOn, endOn].reduce<PlainDate>((day, other) => later(day, other ?? day), on);
	const toKeep = missingToKeep(after, programme, on);
	const look = (day: PlainDate | undefined): NextYear | undefined => {
		if (day === undefined) return undefined;
		const then = settle(after, programme, day, newId).history;
		return {
			on: day,
			tier: tierOn(then, programme, day),
			toKeep,
			toReach: missingToReach(then, programme, day)
		};
	};
	return {
		through,
		history: settle(after, programme, through, newId).history,
		nextYear: look(nextOn),
		review: look(endOn)
	};
}

function pointsOf({ entries }: Posting, id: string): number {
	return sum(
		entries
			.filter(({ kind, stayId, reasons }) => {
				const isActivity = reasons.kind === 'activity' && reasons.activity.id === id;
				return kind === 'earn' && (stayId === id || isActivity);
			})
			.map(({ points }) => points)
	);
}

function isOf({ stayId, cause }: Credit, id: string): boolean {
	return stayId === id || cause === `activity ${id}`;
}

function countsOf(credits: readonly Credit[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { kind, amount } of credits) counts[kind] = (counts[kind] ?? 0) + amount;
	return counts;
}

function totals(steps: readonly PlannedStep[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { credits } of steps)
		for (const [kind, amount] of Object.entries(credits))
			counts[kind] = (counts[kind] ?? 0) + amount;
	return counts;
}

function lapsedIn(postings: readonly Posting[]): number {
	const entries = postings.flatMap((posting) => posting.entries);
	return sum(entries.filter(({ kind }) => kind === 'expire').map(({ points }) => -points));
}

function toMilestone(grant: MilestoneGrant, programme: Programme): PlannedMilestone {
	const { milestone, at, reachedOn, chooseBy } = grant;
	const points = pointsAtOnce(milestoneOf(grant, programme)) ?? 0;
	return { milestone, at, reachedOn, chooseBy, points };
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function countingIds(): NewId {
	let last = 0;
	return () => `what-if-${String((last += 1)).padStart(6, '0')}`;
}
