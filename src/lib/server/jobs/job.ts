import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';

/** Long work in short transactions: each slice leaves its own result and where the next one goes on. */
export interface Job {
	readonly slice: (trx: Trx, at: JobAt) => Promise<JobSlice>;
}

export interface JobAt {
	/** The day for which the job runs; days that were missed are caught up with it. */
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
