import type { Instant } from '#lib/domain/calendar.ts';
import { refuseBill } from '#lib/domain/rewards/redemption.ts';
import type { Amount } from '#lib/domain/rewards/reward.ts';
import type { Trx } from '../db/database.ts';
import { asked, postIn, type Held } from '../ledger/post-once.ts';
import { decideSpending } from '../ledger/spend-points.ts';
import { issueRedemption } from './issue-redemption.ts';
import { readSale, type ReadSale } from './read-sale.ts';
import { claimTake, setLeft } from './take-queries.ts';
import { takeStock } from './take-stock.ts';

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

/** A reward that takes something off a bill of this house today. Refused: `not-found`, as `refuseBill`. */
export async function readBillSale(
	held: Held,
	bill: Pick<PayAtDesk, 'memberId' | 'rewardId' | 'propertyId'>
): Promise<ReadSale> {
	const { memberId, rewardId, propertyId } = bill;
	const isHouse = ({ id }: { readonly id: string }) => id === propertyId;
	const found = await readSale(held, { memberId, rewardId, isHouse });
	refuseBill(found.asking, found.sale);
	return found;
}

/**
 * Points become money off a bill: redeemed and used in one, at the house where the bill is. The amount
 * that was agreed stays, whatever the programme says since. Refused: as `readBillSale`, `out-of-stock`,
 * `not-enough-points`, `points-owed`.
 */
export async function payAtDesk(trx: Trx, pay: PayAtDesk, now: Instant): Promise<void> {
	const { id, memberId, rewardId, staffId, propertyId, points, amount } = pay;
	const command = asked('redeem', { source: 'desk', id, memberId, rewardId, points });
	let sold: { found: ReadSale; scopes: readonly string[] } | undefined;
	const { posted, isFirst } = await postIn(trx, command, now, points, async (held) => {
		const found = await readBillSale(held, pay);
		const { reward } = found.kept;
		sold = { found, scopes: await takeStock(trx, { rewardId, reward, propertyId }, now) };
		return decideSpending(held, points, reward.name);
	});
	if (!isFirst || !sold) return;
	const { on, entryId } = posted;
	await issueRedemption(
		trx,
		{
			...{ id, memberId, points, propertyId, amount, entryId, scopes: sold.scopes },
			...{ status: 'used', cash: undefined, useOn: undefined, nights: undefined },
			...{ confirmTo: undefined, redeemedOn: on, validFrom: on, validTo: on }
		},
		sold.found.kept,
		{ kind: 'staff', id: staffId },
		now
	);
	await claimTake(trx, { id, redemptionId: id, propertyId, staffId, takenAt: now });
	await setLeft(trx, id, 0);
}
