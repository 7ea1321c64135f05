import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Step } from '#lib/domain/ledger/history.ts';
import { lastActivityOn } from '#lib/domain/ledger/activity.ts';
import { followedBy, isEmpty } from '#lib/domain/ledger/posting.ts';
import { getBack, giveUp, type Undoing } from '#lib/domain/ledger/unmerge.ts';
import { unmergeProfile } from '#lib/domain/members/merge-profiles.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { recountNights, type History } from '#lib/domain/stays/post-stay.ts';
import { settle } from '#lib/domain/stays/settle.ts';
import type { Trx } from '../db/database.ts';
import type { MergeTable } from '../db/tables.ts';
import { newId } from '../ids.ts';
import { readMergeParts, type MergeParts } from '../ledger/merge-queries.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { listProfiles } from '../ledger/merged-queries.ts';
import { listAllEntries, lockAccounts } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { listCountedTouching, type ReturnedStays } from './part-stays.ts';

/** Where a merge is undone: both accounts are held. */
export interface Parting {
	readonly trx: Trx;
	readonly merge: MergeTable;
	readonly programme: Programme;
	readonly on: PlainDate;
	readonly now: Instant;
}

export interface Given {
	/** What the other gets back. */
	readonly points: number;
	readonly parts: MergeParts;
}

/** Decides one step in an account as it is now, and writes it. */
async function post(
	{ trx, programme, now }: Parting,
	memberId: string,
	decide: (history: History) => Step
): Promise<number> {
	const held = await lockAccounts(trx, [memberId]);
	const history = (await readHistories(trx, [memberId], held, programme)).get(memberId);
	if (!history) throw new Error(`member ${memberId} is held`);
	const { posting } = decide(history);
	if (!isEmpty(posting)) await writePostings(trx, [{ memberId, posting }], now);
	return posting.account.balance;
}

/** The profile that stays gives up points, credits and tiers that came. */
export async function giveUpAccount(at: Parting, { nights }: ReturnedStays): Promise<Given> {
	const { trx, merge, programme, on } = at;
	const memberId = merge.into_id;
	// What lapses by today lapses first, and is written, so that it is seen among what became of the lots.
	await post(at, memberId, (history) => settle(history, programme, on, newId));
	const parts = await readMergeParts(trx, merge);
	const points = parts.since.reduce((sum, entry) => sum + entry.points, parts.inEntry.points);
	const profiles = (await listProfiles(trx, memberId)).filter((id) => id !== merge.from_id);
	const others = (await listAllEntries(trx, profiles)).filter(({ id }) => id !== parts.inEntry.id);
	const made = {
		entry: parts.inEntry,
		lots: parts.came.map(({ lot }) => lot),
		moves: parts.came.flatMap(({ moves }) => moves),
		otherActivityOn: lastActivityOn(others, programme)
	};
	const undoing: Undoing = { merge: merge.id, on, points };
	const touching = nights ? await listCountedTouching(trx, memberId, nights) : [];
	await post(at, memberId, (history) => {
		const given = giveUp(history, made, parts.paid, undoing, programme, newId);
		const parted = followedBy(given, (then) =>
			unmergeProfile(then, { merge: merge.id, on }, programme, newId)
		);
		return followedBy(parted, (then) => recountNights(then, touching, programme, newId));
	});
	return { points, parts };
}

/** The profile that went has its lots again, with their dates; what is over by now lapses. */
export async function regainAccount(at: Parting, { points, parts }: Given): Promise<number> {
	const { merge, programme, on } = at;
	const takenBack = new Set(
		parts.since.filter(({ kind }) => kind === 'reversal').flatMap(({ reverses }) => reverses ?? [])
	);
	const went = { entry: parts.outEntry, takes: parts.went };
	const undoing: Undoing = { merge: merge.id, on, points };
	return post(at, merge.from_id, (history) =>
		followedBy(
			getBack(history, went, parts.returned, takenBack, undoing, programme, newId),
			(then) => settle(then, programme, on, newId)
		)
	);
}
