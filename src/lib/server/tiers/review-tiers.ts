import { addDays, startOfYear, yearOf, type PlainDate } from '#lib/domain/calendar.ts';
import { isEmpty } from '#lib/domain/ledger/posting.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { closesYears, hasKeep, isSequential } from '#lib/domain/tiers/kinds.ts';
import { settleTiers } from '#lib/domain/tiers/settle-tiers.ts';
import type { Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { findLastRun } from '../jobs/queries.ts';
import { listCountedMembers, listEndedTiers } from '../ledger/due-tier-queries.ts';
import { writePostings, type MemberPosting } from '../ledger/posting-queries.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { tellTiers } from '../ledger/tell-tiers.ts';
import { findProgramme } from '../programme/read-programme.ts';

const members_max = 50;
const pages_max = 400;
const fromTheBeginning = '0001-01-01';

/**
 * Does what time alone does to tiers by the day: years are closed, tiers that ended are reviewed, and
 * who meets the needs of a version that has begun gets its tier. One run catches up for every day since
 * the last; what is done is not done again, so any number of runs is one.
 */
export async function reviewTiers(trx: Trx, at: JobAt): Promise<JobSlice> {
	const { date, now } = at;
	const programme = await findProgramme(trx);
	if (!programme) return { cursor: undefined, done: noCounts };
	const since = await findLastRun(trx, { name: 'tier-review', date });
	const next = await listNext(trx, programme, since, at);
	const postings = await settle(trx, programme, next.memberIds, date);
	await writePostings(trx, postings, now);
	await tellTiers(trx, postings, now);
	return {
		cursor: next.cursor,
		done: {
			members: postings.length,
			grants: postings.reduce((sum, { posting }) => sum + posting.grants.length, 0),
			credits: postings.reduce((sum, { posting }) => sum + posting.credits.length, 0)
		}
	};
}

const noCounts = { members: 0, grants: 0, credits: 0 };

async function settle(
	trx: Trx,
	programme: Programme,
	memberIds: readonly string[],
	through: PlainDate
): Promise<MemberPosting[]> {
	if (memberIds.length === 0) return [];
	const held = await lockAccounts(trx, memberIds);
	const theirs = [...held.values()].filter(({ status }) => status !== 'merged');
	const ids = theirs.map(({ memberId }) => memberId);
	const histories = await readHistories(trx, ids, held, programme);
	return [...histories].flatMap(([memberId, history]) => {
		const { posting } = settleTiers(history, programme, through, newId);
		return isEmpty(posting) ? [] : [{ memberId, posting }];
	});
}

interface Next {
	readonly memberIds: readonly string[];
	readonly cursor: string | undefined;
}

// First everybody, where a year or a version began since the last run; then by the last days of tiers.
// A cursor is the phase and the place in it.
async function listNext(
	trx: Trx,
	programme: Programme,
	since: PlainDate | undefined,
	{ date, cursor }: JobAt
): Promise<Next> {
	const [phase = 'all', one = '', other = ''] = cursor?.split(' ') ?? [];
	if (phase === 'all') {
		const from = countedSince(programme, since, date);
		if (from !== undefined) return listAll(trx, from, one);
	}
	if (!hasKeep(programme)) return { memberIds: [], cursor: undefined };
	const ended = addDays(since ?? '0001-01-02', -1);
	const after = phase === 'ended' ? { date: one, memberId: other } : { date: '', memberId: '' };
	const due = await listEndedTiers(trx, ended, date, after, members_max);
	const last = due.at(-1);
	return {
		memberIds: [...new Set(due.map(({ memberId }) => memberId))],
		cursor: last && due.length === members_max ? `ended ${last.date} ${last.memberId}` : undefined
	};
}

async function listAll(trx: Trx, from: PlainDate, after: string): Promise<Next> {
	const page = await listCountedMembers(trx, from, after, pages_max);
	const counted = page.filter((member) => member.counted).map(({ memberId }) => memberId);
	const memberIds = counted.slice(0, members_max);
	const last = counted.length > members_max ? memberIds.at(-1) : page.at(-1)?.memberId;
	const goesOn = counted.length > members_max || page.length === pages_max;
	return { memberIds, cursor: goesOn && last !== undefined ? `all ${last}` : 'ended' };
}

/**
 * Since when something must have counted for a member to be looked at; undefined: nobody is, since
 * neither a year that makes credits nor a version has begun since the last run.
 */
function countedSince(
	programme: Programme,
	since: PlainDate | undefined,
	date: PlainDate
): PlainDate | undefined {
	const begun = programme.slice(1).some(({ from }) => from <= date && from >= (since ?? ''));
	if (begun || (since === undefined && (closesYears(programme) || isSequential(programme))))
		return fromTheBeginning;
	if (since === undefined || !closesYears(programme) || yearOf(since) === yearOf(date))
		return undefined;
	return startOfYear(since);
}
