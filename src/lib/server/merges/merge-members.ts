import type { Instant } from '#lib/domain/calendar.ts';
import { mergeProfiles } from '#lib/domain/members/merge-profiles.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import { withdrawLinks } from '../auth/links.ts';
import { endAllSessions } from '../auth/sessions.ts';
import type { Db, Reader, Trx } from '../db/database.ts';
import type { MergedRowTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { claimCommand, findAnswer } from '../ledger/command.ts';
import { insertMergedLots } from '../ledger/merge-queries.ts';
import { asked } from '../ledger/post-once.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { lockAccounts, setAccountMerged, type MemberAccount } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { tellPosted } from '../ledger/tell-posted.ts';
import { movePending } from '../ledger/waiting-queries.ts';
import { hasMerged, setMergedInto } from '../members/queries.ts';
import { moveWishes } from '../preferences/move-wishes.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { moveRedemptions } from '../rewards/move-queries.ts';
import { moveStays } from '../stays/queries.ts';
import { moveCases } from '../cases/move-queries.ts';
import { moveResponses } from '../surveys/move-queries.ts';
import { endForMerged, type EndedByMerge } from '../transfers/end-for-merged.ts';
import { insertMerge, insertMergedRows } from './queries.ts';

/** The id becomes that of the merge. */
export interface MergeMembers {
	readonly id: string;
	/** The profile that stays, with its card. */
	readonly intoId: string;
	/** The one that goes into it. */
	readonly fromId: string;
	readonly why: string;
}

export interface Merged {
	readonly mergeId: string;
	/** What came, negative where more was owed than there was. */
	readonly points: number;
	readonly balance: number;
}

/**
 * Two profiles of one guest become one: points, credits, tiers, stays, vouchers, wishes and answers of
 * the second are the first's, whom its card and address lead to from now on. Nobody signs in to the
 * second any more; its open transfers end and it leaves its household. Refused: `merge-self`, `not-found`, `already-merged`, `account-suspended` of either,
 * `merge-has-own` when others were merged into the second.
 */
export async function mergeMembers(
	db: Db,
	command: MergeMembers,
	actor: Actor,
	now: Instant
): Promise<Merged> {
	const { id, intoId, fromId, why } = command;
	const ask = asked('merge', { source: 'app', id, memberId: intoId, fromId, why });
	if (why.trim() === '') throw new Refusal('invalid', { field: 'why' });
	if (intoId === fromId) throw new Refusal('merge-self');
	return transact(db, async (trx) => {
		const held = await lockAccounts(trx, [intoId, fromId]);
		const before = await findAnswer<Merged>(trx, ask);
		if (before) return before;
		await checkMerge(trx, held.get(fromId), held.get(intoId));

		const programme = await readProgramme(trx);
		const on = todayIn(programme, now);
		const histories = await readHistories(trx, [fromId, intoId], held, programme);
		const from = histories.get(fromId);
		const into = histories.get(intoId);
		if (!from || !into) throw new Error('both profiles are held');
		const merged = mergeProfiles(from, into, { merge: id, on }, programme, newId);
		const went = merged.from.posting;
		const came = merged.into.posting;
		await writePostings(
			trx,
			[
				{ memberId: fromId, posting: went },
				{ memberId: intoId, posting: came }
			],
			now
		);
		const outEntry = went.entries.find((entry) => entry.reasons.kind === 'merge');
		const inEntry = came.entries.find((entry) => entry.reasons.kind === 'merge');
		if (!outEntry || !inEntry) throw new Error('both sides of a merge have an entry');
		await insertMerge(trx, {
			id,
			from_id: fromId,
			into_id: intoId,
			merged_at: now,
			out_entry_id: outEntry.id,
			in_entry_id: inEntry.id
		});
		await insertMergedLots(
			trx,
			merged.lots.map(({ lotId, fromLotId }) => ({
				lot_id: lotId,
				from_lot_id: fromLotId,
				merge_id: id
			}))
		);
		await insertMergedRows(trx, await moveRows(trx, command));
		const ended = await endForMerged(trx, command, on, now);
		await insertMergedRows(trx, endedRows(id, ended));
		await setMergedInto(trx, fromId, intoId);
		await setAccountMerged(trx, fromId, intoId);
		await withdrawLinks(trx, ['reset', 'device'], { kind: 'member', id: fromId });
		await endAllSessions(trx, 'member', fromId);

		const { balance } = came.account;
		const answer: Merged = { mergeId: id, points: inEntry.points, balance };
		const facts = { other: fromId, merge: id, points: inEntry.points, balance };
		const subject = { kind: 'member', id: intoId } as const;
		await recordAct(trx, { actor, act: 'members-merged', subject, facts, why }, now);
		await claimCommand(trx, ask, answer, now);
		await tellPosted(trx, [{ memberId: intoId, points: inEntry.points, balance }], now);
		return answer;
	});
}

/** Whether two profiles may become one. */
export async function checkMerge(
	reader: Reader,
	from: MemberAccount | undefined,
	into: MemberAccount | undefined
): Promise<void> {
	for (const side of [from, into]) {
		if (!side || side.status === 'erased') throw new Refusal('not-found');
		if (side.status === 'merged') throw new Refusal('already-merged');
		if (side.status === 'suspended') throw new Refusal('account-suspended');
	}
	if (from && (await hasMerged(reader, from.memberId))) throw new Refusal('merge-has-own');
}

function endedRows(id: string, { transfers, householdIds }: EndedByMerge): MergedRowTable[] {
	const row = { merge_id: id };
	return [
		...transfers.map(
			(one) => ({ ...row, kind: 'transfer', row_id: one.id, mark: one.was }) as const
		),
		...householdIds.map((one) => ({ ...row, kind: 'household', row_id: one, mark: null }) as const)
	];
}

async function moveRows(trx: Trx, { id, fromId, intoId }: MergeMembers): Promise<MergedRowTable[]> {
	const row = (kind: MergedRowTable['kind']) => (rowId: string) => ({
		merge_id: id,
		kind,
		row_id: rowId,
		mark: null
	});
	const stays = await moveStays(trx, fromId, intoId);
	return [
		...stays.map((stay) => ({ ...row('stay')(stay.id), mark: String(stay.revision) })),
		...(await movePending(trx, fromId, intoId)).map(row('pending')),
		...(await moveRedemptions(trx, fromId, intoId)).map(row('redemption')),
		...(await moveResponses(trx, fromId, intoId)).map(row('response')),
		...(await moveCases(trx, fromId, intoId)).map(row('case')),
		...(
			await moveWishes(
				trx,
				stays.map((stay) => stay.id),
				fromId,
				intoId
			)
		).map(row('preference'))
	];
}
