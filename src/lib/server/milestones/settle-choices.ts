import { isEmpty } from '#lib/domain/ledger/posting.ts';
import { hasMilestones } from '#lib/domain/milestones/milestones-of.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { settle } from '#lib/domain/stays/settle.ts';
import type { Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { writePostings, type MemberPosting } from '../ledger/posting-queries.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { tellPosted, toNotice } from '../ledger/tell-posted.ts';
import { listDueChoices } from '../ledger/waiting-queries.ts';
import { findProgramme } from '../programme/read-programme.ts';

const choices_max = 200;

/**
 * Gives members what nobody chose by its last day, with whatever else time has done to them by then.
 * What was given is not found again, so any number of runs is one, and one catches up for many days.
 */
export async function settleChoices(trx: Trx, { date, cursor, now }: JobAt): Promise<JobSlice> {
	const programme = await findProgramme(trx);
	if (!programme || !hasMilestones(programme))
		return { cursor: undefined, done: { members: 0, choices: 0 } };
	const [chooseBy = '', memberId = ''] = cursor?.split(' ') ?? [];
	const due = await listDueChoices(trx, date, { chooseBy, memberId }, choices_max);
	const open = due.filter(({ isChosen }) => !isChosen).map((one) => one.ownerId);
	const postings = await settleThose(trx, programme, [...new Set(open)], date);
	await writePostings(trx, postings, now);
	const moved = postings.filter(({ posting }) => posting.entries.length > 0);
	await tellPosted(trx, moved.map(toNotice), now);

	const choices = postings.reduce((sum, { posting }) => sum + posting.choices.length, 0);
	const last = due.length < choices_max ? undefined : due.at(-1);
	return {
		cursor: last && `${last.chooseBy} ${last.memberId}`,
		done: { members: postings.length, choices }
	};
}

async function settleThose(
	trx: Trx,
	programme: Programme,
	memberIds: readonly string[],
	date: string
): Promise<MemberPosting[]> {
	if (memberIds.length === 0) return [];
	const held = await lockAccounts(trx, memberIds);
	const histories = await readHistories(trx, [...held.keys()], held, programme);
	return [...histories].flatMap(([memberId, history]) => {
		const { posting } = settle(history, programme, date, newId);
		return isEmpty(posting) ? [] : [{ memberId, posting }];
	});
}
