import { Cron } from 'croner';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { describeError, type Log } from '../log.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import type { Job } from './job.ts';
import { findRun } from './queries.ts';
import { jobs, runJob, type JobName } from './run.ts';

export interface Schedule {
	/** Something is due before the hour is over; nobody waits for it. */
	readonly nudge: () => void;
	readonly stop: () => void;
}

/**
 * At the start and every hour: what has not been done today, or this hour, is done, by whichever
 * process takes its lease. So a day begins soon after midnight in the programme's time zone, and a stop
 * costs nothing.
 */
export function startSchedule(db: Db, now: Clock, log: Log): Schedule {
	let stopped = false;
	const run = () => runWhatIsDue(db, now, log, () => !stopped);
	const timer = new Cron('7 * * * *', { unref: true, protect: true }, run);
	void run();
	return {
		nudge: () => void run(),
		stop: () => {
			stopped = true;
			timer.stop();
		}
	};
}

/** Runs each job once a day or hour, and every job that broke off. */
export async function runWhatIsDue(
	db: Db,
	now: Clock,
	log: Log,
	goesOn = () => true
): Promise<void> {
	for (const name of Object.keys(jobs) as JobName[]) {
		if (!goesOn()) return;
		try {
			const date = await turnOf(db, jobs[name], now());
			if ((await findRun(db, { name, date }))?.finished_at) continue;
			const done = await runJob(db, name, date, now, { once: true });
			log.info({ job: name, date, done }, 'job');
		} catch (thrown) {
			// A database that was closed under it is no news.
			if (!goesOn()) return;
			const taken = thrown instanceof Refusal && thrown.code === 'still-running';
			if (!taken) log.error({ job: name, error: describeError(thrown) }, 'job');
		}
	}
}

/** What a run is kept under: the programme's day, or the hour in UTC, which no clock change repeats. */
async function turnOf(db: Db, { every = 'day' }: Job, now: Instant): Promise<string> {
	if (every === 'hour') return now.slice(0, 'YYYY-MM-DDTHH'.length);
	const programme = await findProgramme(db);
	return programme ? todayIn(programme, now) : now.slice(0, 10);
}
