import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { mayMove } from '#lib/domain/rewards/states.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Trx } from '../db/database.ts';
import { lockAccount } from '../ledger/queries.ts';
import { returnIn } from '../ledger/return-points.ts';
import { tell } from '../outbox/queries.ts';
import { findBought, type Bought } from './redemption-queries.ts';
import { putBackToStock } from './stock-queries.ts';
import { claimMove } from './claim-move.ts';
import { lockRedemption } from './voucher-queries.ts';

/** A redemption as it is, held with the account of its member; undefined where there is none. */
export async function holdRedemption(trx: Trx, redemptionId: string): Promise<Bought | undefined> {
	const before = await findBought(trx, redemptionId);
	if (!before) return undefined;
	await lockAccount(trx, before.memberId);
	await lockRedemption(trx, redemptionId);
	const bought = await findBought(trx, redemptionId);
	// Two profiles became one meanwhile: the points are in the other account.
	if (bought?.memberId !== before.memberId) return holdRedemption(trx, redemptionId);
	return bought;
}

export interface Return {
	readonly move: 'decline' | 'cut-off' | 'withdraw' | 'undo';
	readonly actor: Actor;
	readonly why?: string | undefined;
}

/**
 * What the hotel does not fulfil, or took by mistake: the points go back into the lots they came from with their dates,
 * the item into the stock, and the guest is told. The redemption must be held. Refused with `not-waiting`
 * in a state from which it cannot return (fact `status`).
 */
export async function returnRedemption(
	trx: Trx,
	bought: Bought,
	{ move, actor, why }: Return,
	now: Instant
): Promise<void> {
	const { id: redemptionId, memberId, entryId, reward, rewardId, points, bookedAt } = bought;
	const { status } = bought;
	if (!mayMove(move, status)) throw new Refusal('not-waiting', { status });
	const giveBack = { source: 'return', id: redemptionId, memberId, entryId, what: reward.name };
	// Suspended or not, what was not given is not paid for.
	const { posted } = await returnIn(trx, giveBack, now, { evenSuspended: true });
	const returnEntryId = posted.entryId;
	if (!(await claimMove(trx, { redemptionId, move, returnEntryId }, now)))
		throw new Refusal('not-waiting', { status });
	await putBackToStock(trx, redemptionId);
	const facts = { rewardId, points, because: move, before: status, propertyId: bookedAt ?? null };
	await recordAct(
		trx,
		{
			actor,
			act: 'redemption-returned',
			subject: { kind: 'redemption', id: redemptionId },
			facts,
			why
		},
		now
	);
	const to = { kind: 'member', id: memberId } as const;
	const event = { redemptionId, rewardId, points, because: move };
	await tell(trx, { channel: 'event', topic: 'redemption-returned', to, facts: event }, now);
	const words = { redemptionId, reward: JSON.stringify(reward.name), points, because: move };
	await tell(trx, { channel: 'mail', topic: 'reward-returned', to, facts: words }, now);
}
