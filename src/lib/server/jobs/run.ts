import { isPlainDate, type PlainDate } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { expirePoints } from '../ledger/expire-points.ts';
import { releasePoints } from '../ledger/release-points.ts';
import { postWaiting } from '../exchange/post-waiting.ts';
import { readToday } from '../programme/read-programme.ts';
import { remindChoices } from '../milestones/remind-choices.ts';
import { settleChoices } from '../milestones/settle-choices.ts';
import { expireSurveys, inviteGuests } from '../surveys/invite-guests.ts';
import { remindGuests } from '../surveys/remind-guests.ts';
import { reseal } from '../preferences/reseal.ts';
import { expireVouchers } from '../rewards/expire-vouchers.ts';
import { returnUnconfirmed } from '../rewards/return-unconfirmed.ts';
import { reviewTiers } from '../tiers/review-tiers.ts';
import { runTransfers } from '../transfers/run-transfers.ts';
import type { Job, JobCounts } from './job.ts';
import { runSlices, type RunOptions } from './run-slices.ts';
import { remindMembers } from '../reminders/remind-members.ts';
import { sweep } from './sweep.ts';

/** Everything that runs by itself, by name. */
export const jobs = {
	// A tier decides how long points sleep, so before points lapse.
	'tier-review': { slice: reviewTiers },
	'waiting-stays': { every: 'hour', slice: postWaiting },
	release: { slice: releasePoints },
	// What comes back comes before the points of the day lapse.
	returns: { every: 'hour', slice: returnUnconfirmed },
	// Points pass on while they are valid, so before those of the day lapse.
	transfers: { slice: runTransfers },
	// Points of what nobody chose come before those of later days lapse.
	milestones: { slice: settleChoices },
	expiry: { slice: (trx, { date, cursor, now }) => expirePoints(trx, date, cursor, now) },
	// Of what the day has left.
	reminders: { slice: remindMembers },
	'milestone-reminders': { slice: remindChoices },
	sweep: { slice: sweep },
	reseal: { slice: reseal },
	// Each house has its own midnight.
	vouchers: { every: 'hour', slice: expireVouchers },
	'survey-invitations': { every: 'hour', slice: inviteGuests },
	'survey-reminders': { every: 'hour', slice: remindGuests },
	'survey-expiry': { slice: expireSurveys }
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof jobs;

export function isJobName(name: string): name is JobName {
	return Object.hasOwn(jobs, name);
}

/**
 * Runs a job by its name for a day; see `runSlices`. A day that has not begun is refused: what lapses on
 * it may be saved yet. Refused: `not-found`, `date-ahead`, `still-running`.
 */
export async function runJob(
	db: Db,
	name: string,
	date: PlainDate,
	now: Clock,
	options: RunOptions = {}
): Promise<JobCounts> {
	if (!isJobName(name)) throw new Refusal('not-found', { job: name });
	const job: Job = jobs[name];
	if (!options.ahead && (job.every !== 'hour' || isPlainDate(date))) {
		const today = await readToday(db, now());
		if (date > today) throw new Refusal('date-ahead', { date, today });
	}
	return runSlices(db, job, { name, date }, now, options);
}
