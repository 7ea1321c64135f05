import { minutesAfter } from '../clock.ts';
import { deleteOldCounts } from '../auth/rate-limits.ts';
import { deleteOldLinks } from '../auth/links.ts';
import { deleteExpiredSessions } from '../auth/sessions.ts';
import type { Trx } from '../db/database.ts';
import { deleteOldLocks } from '../desk/lock-queries.ts';
import { deleteOldPasses } from '../desk/pass-queries.ts';
import { deleteOldMessages } from '../outbox/queries.ts';
import type { JobAt, JobSlice } from './job.ts';
import { deleteOldRuns } from './queries.ts';

const day_minutes = 24 * 60;

/**
 * Takes away what has ended: sessions, links, rate counters of yesterday, passes and locks of the
 * desk, messages and runs of old.
 */
export async function sweep(trx: Trx, { now }: JobAt): Promise<JobSlice> {
	await deleteExpiredSessions(trx);
	const links = await deleteOldLinks(trx, minutesAfter(now, -30 * day_minutes));
	const counters = await deleteOldCounts(trx, minutesAfter(now, -day_minutes));
	const passes = await deleteOldPasses(trx, now);
	const locks = await deleteOldLocks(trx, minutesAfter(now, -day_minutes));
	const messages = await deleteOldMessages(trx, minutesAfter(now, -30 * day_minutes));
	const runs = await deleteOldRuns(trx, minutesAfter(now, -90 * day_minutes));
	return { cursor: undefined, done: { links, counters, passes, locks, messages, runs } };
}
