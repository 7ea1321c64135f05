import { Cron } from 'croner';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { describeError, type Log } from '../log.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { findRun } from './queries.ts';
import { jobs, runJob, type JobName } from './run.ts';

/**
 * Every hour: what has not been done today is done, by whichever process takes its lease. So a day
 * begins soon after midnight in the programme's time zone, and a stop costs nothing.
 */
export function startSchedule(db: Db, now: Clock, log: Log): { readonly stop: () => void } {
	const timer = new Cron('7 * * * *', { unref: true, protect: true }, () =>
		runWhatIsDue(db, now, log)
	);
	return { stop: () => timer.stop() };
}

/** Runs each job once a day, and every job that broke off. */
export async function runWhatIsDue(db: Db, now: Clock, log: Log): Promise<void> {
	for (const name of Object.keys(jobs) as JobName[]) {
		try {
			const programme = await findProgramme(db);
			const date = programme ? todayIn(programme, now()) : now().slice(0, 10);
			if ((await findRun(db, { name, date }))?.finished_at) continue;
			const done = await runJob(db, name, date, now);
			log.info({ job: name, date, done }, 'job');
		} catch (thrown) {
			const taken = thrown instanceof Refusal && thrown.code === 'still-running';
			if (!taken) log.error({ job: name, error: describeError(thrown) }, 'job');
		}
	}
}
