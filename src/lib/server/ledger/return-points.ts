import type { Instant } from '#lib/domain/calendar.ts';
import { settlePoints } from '#lib/domain/expiry/settle-points.ts';
import { lastActivityOn } from '#lib/domain/ledger/activity.ts';
import { followedBy } from '#lib/domain/ledger/posting.ts';
import { giveBack } from '#lib/domain/ledger/reverse.ts';
import type { What } from '#lib/domain/reasons.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { Command } from './command.ts';
import { transact } from '../db/transact.ts';
import {
	asked,
	postIn,
	type Decide,
	type Posted,
	type PostedIn,
	type PostOptions
} from './post-once.ts';
import { listProfiles } from './merged-queries.ts';
import { findTaken, isReversed, listAllEntries } from './queries.ts';

export interface ReturnPoints extends Command {
	/** The redemption that is undone. */
	readonly entryId: string;
	readonly what: What;
}

/**
 * Gives a redemption's points back into the lots they came from, once. Refused: `not-found` for an
 * entry that is no redemption of this member, `entry-already-reversed`.
 */
export function returnPoints(db: Db, command: ReturnPoints, now: Instant): Promise<Posted> {
	return transact(db, async (trx) => (await returnIn(trx, command, now)).posted);
}

/** `returnPoints` in a transaction that writes more beside it. */
export function returnIn(
	trx: Trx,
	command: ReturnPoints,
	now: Instant,
	options: PostOptions = {}
): Promise<PostedIn> {
	return postIn(trx, asked('return', command), now, 0, giveBackOf(trx, command), options);
}

function giveBackOf(trx: Trx, { memberId, entryId, what }: ReturnPoints): Decide {
	return async ({ history, programme, today }) => {
		const taken = await findTaken(trx, memberId, entryId);
		if (!taken) throw new Refusal('not-found');
		if (await isReversed(trx, entryId)) throw new Refusal('entry-already-reversed');
		const others = (await listAllEntries(trx, await listProfiles(trx, memberId))).filter(
			({ id }) => id !== entryId
		);
		const otherActivityOn = lastActivityOn(others, programme);
		return followedBy(settlePoints(history, programme, today, newId), (settled) =>
			giveBack(settled, { ...taken, otherActivityOn }, { on: today, what }, programme, newId)
		);
	};
}
