import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { isWhole } from '#lib/domain/rewards/voucher.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { heldHere, type AnsweredRedemption } from './confirm-redemption.ts';
import { findBought } from './redemption-queries.ts';
import { returnRedemption } from './return-redemption.ts';

export interface WithdrawRedemption {
	readonly redemptionId: string;
	readonly staffId: string;
	readonly why: string;
}

/**
 * A house cannot keep what was booked there: points and stock come back, however late. For managers and
 * owners, with a reason. What came back before is answered alike. Refused: `not-allowed`, `not-found` for
 * what is booked at no house, `own-membership`, `voucher-used` for what was taken (a part too), `not-waiting`
 * for what is over, or was never confirmed (fact `status`).
 */
export function withdrawRedemption(
	db: Db,
	{ redemptionId, staffId, why }: WithdrawRedemption,
	now: Instant
): Promise<AnsweredRedemption> {
	return transact(db, async (trx) => {
		const propertyId = (await findBought(trx, redemptionId))?.bookedAt;
		if (propertyId === undefined) throw new Refusal('not-found');
		const { bought, isManager } = await heldHere(trx, { redemptionId, staffId, propertyId });
		if (!isManager) throw new Refusal('not-allowed');
		const { status } = bought;
		if (status === 'returned') return { redemptionId, status };
		if (status === 'used' || !isWhole(bought)) throw new Refusal('voucher-used');
		const actor = { kind: 'staff', id: staffId } as const;
		await returnRedemption(trx, bought, { move: 'withdraw', actor, why }, now);
		return { redemptionId, status: 'returned' };
	});
}
