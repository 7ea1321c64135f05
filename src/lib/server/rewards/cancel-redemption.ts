import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { decideCancel } from '#lib/domain/rewards/voucher.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { findAnswer, type Command } from '../ledger/command.ts';
import { asked, type Posted } from '../ledger/post-once.ts';
import { lockAccount } from '../ledger/queries.ts';
import { returnIn } from '../ledger/return-points.ts';
import { tell } from '../outbox/queries.ts';
import { readToday } from '../programme/read-programme.ts';
import { claimMove } from './claim-move.ts';
import { findRedemption } from './redemption-queries.ts';
import { putBackToStock } from './stock-queries.ts';
import { lockRedemption } from './voucher-queries.ts';

export interface CancelRedemption extends Command {
	readonly redemptionId: string;
}

export interface CancelledRedemption {
	readonly redemptionId: string;
	/** Points that came back, now or when it was cancelled. */
	readonly points: number;
}

/**
 * Takes a redemption back within its rule: the points go into the lots they came from, the item into
 * the stock, once. What is cancelled already is answered alike, whatever the id: the back button
 * brings an old form. Refused: `not-found`, and what `decideCancel` refuses.
 */
export function cancelRedemption(
	db: Db,
	{ source, id, memberId, redemptionId }: CancelRedemption,
	now: Instant
): Promise<CancelledRedemption> {
	return transact(db, async (trx) => {
		if (!(await lockAccount(trx, memberId))) throw new Refusal('not-found');
		// The desk holds no account: it may be taking the voucher, or a part of it.
		await lockRedemption(trx, redemptionId);
		const bought = await findRedemption(trx, memberId, redemptionId);
		if (!bought) throw new Refusal('not-found');
		const { reward, entryId, points } = bought;
		const giveBack = { source, id, memberId, entryId, what: reward.name };
		const before = await findAnswer<Posted>(trx, asked('return', giveBack));
		if (before || bought.status === 'cancelled') return { redemptionId, points };

		decideCancel(bought, reward, await readToday(trx, now));
		const { posted } = await returnIn(trx, giveBack, now);
		await putBackToStock(trx, redemptionId);
		const move = { redemptionId, move: 'cancel', returnEntryId: posted.entryId } as const;
		if (!(await claimMove(trx, move, now))) throw new Error(`${redemptionId} cannot be cancelled`);
		const facts = { rewardId: bought.rewardId, points };
		await recordAct(
			trx,
			{
				actor: { kind: 'member', id: memberId },
				act: 'redemption-cancelled',
				subject: { kind: 'redemption', id: redemptionId },
				facts
			},
			now
		);
		const to = { kind: 'member', id: memberId } as const;
		const about = { ...facts, redemptionId };
		await tell(trx, { channel: 'event', topic: 'redemption-cancelled', to, facts: about }, now);
		return { redemptionId, points };
	});
}
