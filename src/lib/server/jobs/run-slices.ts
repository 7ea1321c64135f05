import { Refusal } from '#lib/domain/refusal.ts';
import { minutesAfter, type Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Job, JobCounts } from './job.ts';
import { claimRun, endRun, renewRun, type JobRun } from './queries.ts';

const lease_minutes = 1;

export interface RunOptions {
	/** A run that has ended is not begun anew; it is refused as if it still ran. */
	readonly once?: boolean;
	/** For demo and tests: a day that has not begun is not refused. */
	readonly ahead?: boolean;
}

/**
 * Runs a job for a day, slice by slice, and says what it did. One process at a time runs it, by a
 * lease; who finds it taken is refused with `still-running`. Twice is once, a run that was killed goes
 * on, and one run catches up for all the days that were missed.
 */
export async function runSlices(
	db: Db,
	job: Job,
	run: JobRun,
	now: Clock,
	{ once = false }: RunOptions = {}
): Promise<JobCounts> {
	const { date } = run;
	let lease = minutesAfter(now(), lease_minutes);
	const claimed = await transact(db, (trx) => claimRun(trx, run, now(), lease, once));
	if (!claimed) throw new Refusal('still-running');

	let cursor = claimed.cursor ?? undefined;
	let counts: JobCounts = claimed.result ? (JSON.parse(claimed.result) as JobCounts) : {};
	for (let goesOn = true; goesOn;) {
		const next = minutesAfter(now(), lease_minutes);
		const slice = await transact(db, async (trx) => {
			const done = await job.slice(trx, { date, cursor, now: now() });
			const sum = add(counts, done.done);
			const kept = await renewRun(
				trx,
				run,
				{ from: lease, to: next },
				{
					cursor: done.cursor ?? null,
					result: JSON.stringify(sum)
				}
			);
			if (!kept) throw new Refusal('still-running');
			if (done.cursor === undefined) await endRun(trx, run, now());
			return { cursor: done.cursor, counts: sum };
		});
		({ cursor, counts } = slice);
		lease = next;
		goesOn = cursor !== undefined;
	}
	return counts;
}

function add(counts: JobCounts, more: JobCounts): JobCounts {
	const sum: Record<string, number> = { ...counts };
	for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
	return sum;
}
