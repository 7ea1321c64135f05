import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { minutesAfter } from '../clock.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { JobRunTable } from '../db/tables.ts';

/** How far the clocks of several nodes may lie apart. */
const lease_slack_minutes = 5;

export interface JobRun {
	readonly name: string;
	readonly date: PlainDate;
}

/**
 * Takes the lease of a run, unless another process holds it. A run that broke off goes on where it
 * was; one that had ended begins anew, and finds little to do, unless it is to run `once`. A lease that
 * ends later than any could is of a clock that was set back since, and nobody's.
 */
export async function claimRun(
	trx: Trx,
	{ name, date }: JobRun,
	now: Instant,
	leasedUntil: Instant,
	once = false
): Promise<JobRunTable | undefined> {
	await trx
		.insertInto('job_run')
		.values({
			name,
			for_date: date,
			started_at: now,
			leased_until: null,
			cursor: null,
			finished_at: null,
			result: null
		})
		.onConflict((conflict) => conflict.columns(['name', 'for_date']).doNothing())
		.execute();
	const anew = trx
		.updateTable('job_run')
		.set({ started_at: now, finished_at: null, cursor: null, result: null, leased_until: null })
		.where('name', '=', name)
		.where('for_date', '=', date)
		.where('finished_at', 'is not', null);
	if (!once) await anew.execute();
	return trx
		.updateTable('job_run')
		.set({ leased_until: leasedUntil })
		.where('name', '=', name)
		.where('for_date', '=', date)
		.where('finished_at', 'is', null)
		.where((row) =>
			row.or([
				row('leased_until', 'is', null),
				row('leased_until', '<', now),
				row('leased_until', '>', minutesAfter(leasedUntil, lease_slack_minutes))
			])
		)
		.returningAll()
		.executeTakeFirst();
}

/** Notes how far the run came and keeps it. False: the lease is another's by now. */
export async function renewRun(
	trx: Trx,
	{ name, date }: JobRun,
	lease: { readonly from: Instant; readonly to: Instant },
	progress: { readonly cursor: string | null; readonly result: string }
): Promise<boolean> {
	const row = await trx
		.updateTable('job_run')
		.set({ ...progress, leased_until: lease.to })
		.where('name', '=', name)
		.where('for_date', '=', date)
		.where('leased_until', '=', lease.from)
		.returning('name')
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * A run that has ended, or is under way, is to begin anew, whoever does it: what it looked at has
 * changed. Who runs it now finds the lease gone with its next slice.
 */
export async function beginAnew(trx: Trx, { name, date }: JobRun): Promise<void> {
	await trx
		.updateTable('job_run')
		.set({ leased_until: null, cursor: null, finished_at: null, result: null })
		.where('name', '=', name)
		.where('for_date', '=', date)
		.execute();
}

export async function endRun(trx: Trx, { name, date }: JobRun, now: Instant): Promise<void> {
	await trx
		.updateTable('job_run')
		.set({ leased_until: null, finished_at: now })
		.where('name', '=', name)
		.where('for_date', '=', date)
		.execute();
}

/**
 * Runs that ended long ago say nothing any more; hourly ones would pile up. Nor do those that broke off
 * and were never taken up: a later day's run did their work.
 */
export async function deleteOldRuns(trx: Trx, before: Instant): Promise<number> {
	const { numDeletedRows } = await trx
		.deleteFrom('job_run')
		.where('started_at', '<', before)
		.where((row) => row.or([row('leased_until', 'is', null), row('leased_until', '<', before)]))
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}

/** The last day before a run's for which the job ended; undefined when it never did. */
export async function findLastRun(
	reader: Reader,
	{ name, date }: JobRun
): Promise<PlainDate | undefined> {
	const row = await reader
		.selectFrom('job_run')
		.select('for_date')
		.where('name', '=', name)
		.where('for_date', '<', date)
		.where('finished_at', 'is not', null)
		.orderBy('for_date', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.for_date;
}

export function findRun(reader: Reader, { name, date }: JobRun): Promise<JobRunTable | undefined> {
	return reader
		.selectFrom('job_run')
		.selectAll()
		.where('name', '=', name)
		.where('for_date', '=', date)
		.executeTakeFirst();
}
