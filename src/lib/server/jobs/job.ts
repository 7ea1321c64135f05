import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';

/** Long work in short transactions: each slice leaves its own result and where the next one goes on. */
export interface Job {
	/** How often it runs by itself: once a day, or once in every hour. */
	readonly every?: 'day' | 'hour';
	readonly slice: (trx: Trx, at: JobAt) => Promise<JobSlice>;
}

export interface JobAt {
	/** The day (or 'YYYY-MM-DDTHH') for which the job runs; what was missed is caught up with it. */
	readonly date: PlainDate;
	/** Where the slice before ended; none at the beginning. */
	readonly cursor: string | undefined;
	readonly now: Instant;
}

export interface JobSlice {
	/** None: nothing is left to do. */
	readonly cursor: string | undefined;
	readonly done: JobCounts;
}

/** What was done, by name, summed over all slices. */
export type JobCounts = Readonly<Record<string, number>>;
