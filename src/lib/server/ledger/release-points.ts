import type { Trx } from '../db/database.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { findProgramme } from '../programme/read-programme.ts';
import { writePostings } from './posting-queries.ts';
import { settleMembers } from './settle-members.ts';
import { tellPosted, toNotice } from './tell-posted.ts';
import { listDueReleases } from './waiting-queries.ts';

const members_max = 50;

/**
 * Posts the pending points that are due by the day, for the next few members that have such. What is
 * posted is not found again, so any number of runs is one, and one run catches up for all days missed.
 */
export async function releasePoints(trx: Trx, { date, cursor, now }: JobAt): Promise<JobSlice> {
	const programme = await findProgramme(trx);
	if (!programme) return { cursor: undefined, done: { members: 0, entries: 0, points: 0 } };
	const [day = '', memberId = ''] = cursor?.split(' ') ?? [];
	const due = await listDueReleases(trx, date, { date: day, memberId }, members_max);
	const memberIds = [...new Set(due.map((one) => one.memberId))];
	const postings = await settleMembers(trx, programme, memberIds, date);
	await writePostings(trx, postings, now);
	await tellPosted(trx, postings.map(toNotice), now);

	const posted = postings
		.flatMap(({ posting }) => posting.entries)
		.filter(({ kind }) => kind === 'earn');
	const last = due.at(-1);
	return {
		cursor: last && due.length === members_max ? `${last.date} ${last.memberId}` : undefined,
		done: {
			members: postings.length,
			entries: posted.length,
			points: posted.reduce((sum, entry) => sum + entry.points, 0)
		}
	};
}
