import { decideBill } from '#lib/domain/desk/request.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { decideRedemption } from '#lib/domain/rewards/redemption.ts';
import type { Choice } from '#lib/domain/rewards/reward.ts';
import type { Held } from '../ledger/post-once.ts';
import { readBillSale } from '../rewards/pay-at-desk.ts';
import { readSale } from '../rewards/read-sale.ts';
import type { Property } from '../stays/properties.ts';
import type { KeptRequest } from './request-queries.ts';

/** What the desk asks for. */
export type Terms = Pick<KeptRequest, 'points' | 'bill' | 'amount' | 'choice' | 'cash'>;

interface At {
	readonly property: Property;
	readonly rewardId: string;
}

/** What a bill costs in points today. Refused: what `readBillSale` and `decideBill` refuse. */
export async function agreeOnBill(
	held: Held,
	memberId: string,
	{ property, rewardId, billMinor }: At & { readonly billMinor: number }
): Promise<Terms> {
	const { version } = await readBillSale(held, { memberId, rewardId, propertyId: property.id });
	const { moneyOff, currency } = version;
	const bill = { amountMinor: billMinor, currency: property.currency };
	const { balance } = held.history.account;
	const { points, amountMinor } = decideBill(moneyOff, currency, bill, balance);
	return {
		points,
		bill: { minor: billMinor, currency },
		amount: { minor: amountMinor, currency }
	};
}

/**
 * What a reward costs at this house today, as the guest would redeem it. Refused: `not-found`,
 * `reward-not-here`, and what `decideRedemption` refuses.
 */
export async function agreeOnReward(
	held: Held,
	memberId: string,
	{ property, rewardId, points, choice }: At & { readonly points: number; readonly choice: Choice }
): Promise<Terms> {
	const isHouse = ({ id }: { readonly id: string }) => id === property.id;
	const { asking, sale } = await readSale(held, { memberId, rewardId, isHouse });
	const { properties, asks } = sale.reward;
	if (properties && !properties.includes(property.code))
		throw new Refusal('reward-not-here', { properties: properties.join(', ') });
	const here = { ...choice, property: asks === undefined ? undefined : property.code };
	const { cash } = decideRedemption(asking, sale, points, here);
	return { points, choice: here, cash };
}
