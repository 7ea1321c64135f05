import type { PlainDate } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { expirePoints } from '../ledger/expire-points.ts';
import { releasePoints } from '../ledger/release-points.ts';
import { postWaiting } from '../exchange/post-waiting.ts';
import { settleChoices } from '../milestones/settle-choices.ts';
import { expireSurveys, inviteGuests } from '../surveys/invite-guests.ts';
import { expireVouchers } from '../rewards/expire-vouchers.ts';
import { runTransfers } from '../transfers/run-transfers.ts';
import type { Job, JobCounts } from './job.ts';
import { runSlices } from './run-slices.ts';
import { sweep } from './sweep.ts';
import { remindMembers } from '../reminders/remind-members.ts';

/** Everything that runs by itself, by name. */
export const jobs = {
	'waiting-stays': { every: 'hour', slice: postWaiting },
	release: { slice: releasePoints },
	// Points pass on while they are valid, so before those of the day lapse.
	transfers: { slice: runTransfers },
	expiry: { slice: (trx, { date, cursor, now }) => expirePoints(trx, date, cursor, now) },
	milestones: { slice: settleChoices },
	sweep: { slice: sweep },
	vouchers: { slice: expireVouchers },
	'survey-invitations': { every: 'hour', slice: inviteGuests },
	// Of what the day has left.
	reminders: { slice: remindMembers },
	'survey-expiry': { slice: expireSurveys }
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof jobs;

export function isJobName(name: string): name is JobName {
	return Object.hasOwn(jobs, name);
}

/** Runs a job by its name for a day; see `runSlices`. Refused: `not-found`, `still-running`. */
export async function runJob(
	db: Db,
	name: string,
	date: PlainDate,
	now: Clock
): Promise<JobCounts> {
	if (!isJobName(name)) throw new Refusal('not-found', { job: name });
	return runSlices(db, jobs[name], { name, date }, now);
}
