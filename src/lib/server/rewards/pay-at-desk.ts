import { randomInt } from 'node:crypto';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Amount } from '#lib/domain/rewards/reward.ts';
import { makeVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { recordAct } from '../audit/queries.ts';
import type { Trx } from '../db/database.ts';
import { asked, postIn } from '../ledger/post-once.ts';
import { decideSpending } from '../ledger/spend-points.ts';
import { tell } from '../outbox/queries.ts';
import { findRewardFor } from './queries.ts';
import { insertRedemption } from './redemption-queries.ts';
import { refuseObstacle } from './refuse-obstacle.ts';
import { takeStock } from './take-stock.ts';
import { claimTake } from './voucher-queries.ts';

/** What desk and guest agreed on. The id becomes that of the redemption and of its take. */
export interface PayAtDesk {
	readonly id: string;
	readonly memberId: string;
	readonly rewardId: string;
	readonly staffId: string;
	/** The house where it is used. */
	readonly propertyId: string;
	readonly points: number;
	/** Off the bill. */
	readonly amount?: Amount | undefined;
}

/**
 * Points become money off a bill: redeemed and used in one, at the house where the bill is. What was
 * agreed stays, whatever the programme says since. Refused: `not-found`, each obstacle of the reward,
 * `not-enough-points`, `points-owed`.
 */
export async function payAtDesk(trx: Trx, pay: PayAtDesk, now: Instant): Promise<void> {
	const { id, memberId, rewardId, staffId, propertyId, points, amount } = pay;
	const kept = await findRewardFor(trx, rewardId, memberId);
	if (!kept) throw new Refusal('not-found');
	const { reward, revision } = kept;
	const command = { source: 'desk', id, memberId, rewardId, points };
	let scopes: readonly string[] = [];
	const { posted, isFirst } = await postIn(
		trx,
		asked('redeem', command),
		now,
		points,
		async (held) => {
			await refuseObstacle(trx, memberId, kept, now);
			scopes = await takeStock(trx, { rewardId, reward, propertyId });
			return decideSpending(held, points, reward.name);
		}
	);
	if (!isFirst) return;
	await insertRedemption(
		trx,
		{
			...{ id, memberId, rewardId, rewardRevision: revision, points, propertyId, amount },
			...{ status: 'used', cash: undefined, scopes, useOn: undefined, nights: undefined },
			...{ confirmTo: undefined, entryId: posted.entryId },
			...{ redeemedOn: posted.on, validFrom: posted.on, validTo: posted.on },
			code: makeVoucherCode((limit) => randomInt(limit))
		},
		now
	);
	await claimTake(trx, { id, redemptionId: id, propertyId, staffId, takenAt: now });
	const subject = { kind: 'redemption', id };
	const facts = { rewardId, revision, points };
	const actor = { kind: 'staff', id: staffId } as const;
	await recordAct(trx, { actor, act: 'reward-redeemed', subject, facts }, now);
	const to = { kind: 'member', id: memberId } as const;
	const about = { redemptionId: id, rewardId, points };
	await tell(trx, { channel: 'event', topic: 'reward-redeemed', to, facts: about }, now);
}
