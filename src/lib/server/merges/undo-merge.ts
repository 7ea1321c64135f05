import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { sayAgain, takeBackActivities } from '../activities/part-activities.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import type { MergedRowTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { claimCommand, findAnswer } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { lockAccounts, setAccountMerged } from '../ledger/queries.ts';
import { tellPosted } from '../ledger/tell-posted.ts';
import { movePending } from '../ledger/waiting-queries.ts';
import { setUnmerged } from '../members/queries.ts';
import { moveStayWishes, removeCopiedWishes } from '../preferences/move-queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { moveRedemptions } from '../rewards/move-queries.ts';
import { moveCases } from '../cases/move-queries.ts';
import { moveResponses } from '../surveys/move-queries.ts';
import type { EndedByMerge } from '../transfers/end-for-merged.ts';
import { lockHouseholds, reopenForParted } from '../transfers/reopen-for-parted.ts';
import { giveUpAccount, regainAccount } from './part-accounts.ts';
import { postAgain, returnStays, takeBackChanged } from './part-stays.ts';
import { endMerge, findMerge, listMergedRows } from './queries.ts';

/** The id is the asker's. */
export interface UndoMerge {
	readonly id: string;
	/** The profile that stayed. */
	readonly intoId: string;
	readonly mergeId: string;
	readonly why: string;
}

export interface Parted {
	readonly mergeId: string;
	readonly fromId: string;
	/** What the other has again. */
	readonly points: number;
	readonly balance: number;
	/** Transfers and places in households that the merge had ended: those that go on, and those that do not. */
	readonly reopened: number;
	readonly stayEnded: number;
}

/**
 * Two profiles that were no one guest are two again. The points that came go back into the lots they
 * came from, what is over there lapses; who stays gives them up as for any claw-back. A stay or
 * an activity that was corrected meanwhile is posted anew to the profile it goes back to; stays that came in after the merge
 * stay. What was agreed with the other goes on where it still may. Refused: `not-found`, `account-suspended`.
 */
export async function undoMerge(
	db: Db,
	command: UndoMerge,
	actor: Actor,
	now: Instant
): Promise<Parted> {
	const { id, intoId, mergeId, why } = command;
	const ask = asked('unmerge', { source: 'app', id, memberId: intoId, mergeId, why });
	if (why.trim() === '') throw new Refusal('invalid', { field: 'why' });
	return transact(db, async (trx) => {
		const seen = await findMerge(trx, mergeId);
		if (seen?.into_id !== intoId) throw new Refusal('not-found');
		const fromId = seen.from_id;
		const rows = await listMergedRows(trx, mergeId);
		const ended = endedOf(rows);
		await lockHouseholds(trx, ended);
		const held = await lockAccounts(trx, [intoId, fromId]);
		const before = await findAnswer<Parted>(trx, ask);
		if (before) return before;
		if (held.get(intoId)?.status === 'suspended') throw new Refusal('account-suspended');
		if (!(await endMerge(trx, mergeId, now))) throw new Refusal('not-found');

		const programme = await readProgramme(trx);
		const on = todayIn(programme, now);
		const at = { trx, merge: seen, programme, on, now };
		await setUnmerged(trx, fromId);
		await setAccountMerged(trx, fromId, null);
		const stays = await returnStays(at, rows);
		await takeBackChanged(at, stays);
		const activities = await takeBackActivities(at, { fromId, intoId });
		const points = await giveUpAccount(at, stays);
		await returnRows(trx, rows, fromId, intoId);
		const balance = await regainAccount(at, points);
		await postAgain(at, stays);
		await sayAgain(at, activities, fromId);
		const parted = { fromId, mergedAt: seen.merged_at, ended };
		const { open: reopened, over: stayEnded } = await reopenForParted(
			trx,
			parted,
			programme,
			on,
			now
		);

		const done = { points: points.points, reopened, stayEnded };
		const answer: Parted = { mergeId, fromId, balance, ...done };
		const facts = { other: fromId, merge: mergeId, ...done };
		const subject = { kind: 'member', id: intoId } as const;
		await recordAct(trx, { actor, act: 'members-unmerged', subject, facts, why }, now);
		await claimCommand(trx, ask, answer, now);
		const after = await lockAccounts(trx, [intoId, fromId]);
		await tellPosted(
			trx,
			[...after.values()].map(({ memberId, account }) => ({
				memberId,
				points: memberId === fromId ? points.points : -points.points,
				balance: account.balance
			})),
			now
		);
		return answer;
	});
}

function endedOf(rows: readonly MergedRowTable[]): EndedByMerge {
	return {
		transfers: rows
			.filter(({ kind }) => kind === 'transfer')
			.map(({ row_id, mark }) => ({ id: row_id, was: mark === 'agreed' ? mark : 'offered' })),
		householdIds: rows.filter(({ kind }) => kind === 'household').map(({ row_id }) => row_id)
	};
}

async function returnRows(
	trx: Trx,
	rows: readonly MergedRowTable[],
	fromId: string,
	intoId: string
): Promise<void> {
	const ids = (kind: MergedRowTable['kind']) =>
		rows.filter((row) => row.kind === kind).map((row) => row.row_id);
	await movePending(trx, intoId, fromId, ids('pending'));
	await moveRedemptions(trx, intoId, fromId, ids('redemption'));
	await moveResponses(trx, intoId, fromId, ids('response'));
	await moveCases(trx, intoId, fromId, ids('case'));
	await moveStayWishes(trx, ids('stay'), intoId, fromId);
	await removeCopiedWishes(trx, ids('preference'), fromId, intoId);
}
