import { addDays } from '#lib/domain/calendar.ts';
import { hasMilestones } from '#lib/domain/milestones/milestones-of.ts';
import type { Trx } from '../db/database.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { listEndingChoices } from '../ledger/waiting-queries.ts';
import { findIdentities } from '../members/queries.ts';
import { tellAll } from '../outbox/queries.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { addReminded, listReminded } from './reminder-queries.ts';

const daysAhead = 7;
const choices_max = 100;

/**
 * Tells members by mail, a week ahead, of choices that end soon: as things stand today, whatever day
 * the run is for, and each once. Who has not proven their address is not written to.
 */
export async function remindChoices(trx: Trx, { cursor, now }: JobAt): Promise<JobSlice> {
	const programme = await findProgramme(trx);
	if (!programme || !hasMilestones(programme)) return { cursor: undefined, done: { members: 0 } };
	const today = todayIn(programme, now);
	const [chooseBy = '', grantId = ''] = cursor?.split(' ') ?? [];
	const span = { from: today, to: addDays(today, daysAhead) };
	const after = { chooseBy, grantId };
	const candidates = await listEndingChoices(trx, span, after, choices_max);
	await lockAccounts(
		trx,
		candidates.map(({ ownerId }) => ownerId)
	);
	// Held now: what was chosen meanwhile is not spoken of.
	const ending = await listEndingChoices(trx, span, after, choices_max);
	const told = await listReminded(
		trx,
		ending.map((one) => one.grantId)
	);
	const identities = await findIdentities(
		trx,
		ending.map(({ ownerId }) => ownerId)
	);
	const due = ending.filter((one) => {
		const identity = identities.get(one.ownerId);
		return !told.has(one.grantId) && identity?.status === 'active' && identity.verified;
	});
	await addReminded(
		trx,
		due.map((one) => one.grantId),
		now
	);
	const members = Map.groupBy(due, ({ ownerId }) => ownerId);
	await tellAll(
		trx,
		[...members].map(([id, [first]]) => ({
			channel: 'mail',
			topic: 'milestone-ending',
			to: { kind: 'member', id },
			facts: { by: first?.chooseBy ?? today }
		})),
		now
	);
	const last = ending.length < choices_max ? undefined : ending.at(-1);
	return {
		cursor: last && `${last.chooseBy} ${last.grantId}`,
		done: { members: members.size }
	};
}
