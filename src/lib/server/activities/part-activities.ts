import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Trx } from '../db/database.ts';
import type { PartnerActivityWordTable } from '../db/tables.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { writeNoPoints } from '../stays/facts.ts';
import { addWord, listWordsPostedTo } from './queries.ts';
import { say, type Said } from './say-activity.ts';
import { toActivity } from './word.ts';

/** Where a merge is undone: both accounts are held. */
export interface At {
	readonly trx: Trx;
	readonly programme: Programme;
	readonly on: PlainDate;
	readonly now: Instant;
}

/**
 * Activities of the profile that went which a partner corrected while it was merged: what the newest
 * word gave the profile that stays is taken back. They are for `sayAgain`.
 */
export async function takeBackActivities(
	at: At,
	{ fromId, intoId }: { readonly fromId: string; readonly intoId: string }
): Promise<PartnerActivityWordTable[]> {
	const words = await listWordsPostedTo(at.trx, fromId, intoId);
	// Few, if any, and each changes the account that the next one is decided in.
	for (const last of words)
		await sayTo(at, intoId, { ...toActivity(last), isCancelled: true }, last.entry_id);
	return words;
}

/** Their newest words are said again to the profile that they are of. */
export async function sayAgain(
	at: At,
	words: readonly PartnerActivityWordTable[],
	memberId: string
): Promise<void> {
	for (const word of words) {
		const { posted, answer } = await sayTo(at, memberId, toActivity(word), null);
		await addWord(at.trx, {
			...word,
			word: word.word + 1,
			member_id: memberId,
			no_points_because: writeNoPoints(posted.noPointsBecause),
			entry_id: answer.entryId ?? null,
			answer: JSON.stringify(answer),
			recorded_at: at.now
		});
	}
}

async function sayTo(
	{ trx, programme, on: today, now }: At,
	memberId: string,
	activity: ReturnType<typeof toActivity>,
	entryId: string | null
): Promise<Said> {
	const member = (await lockAccounts(trx, [memberId])).get(memberId);
	if (!member) throw new Error(`member ${memberId} is held`);
	return say(trx, { member, activity, last: { entry_id: entryId }, programme, today }, now);
}
