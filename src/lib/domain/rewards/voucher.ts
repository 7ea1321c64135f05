import { earlier, type PlainDate } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import { cancelTo, type Reward } from './reward.ts';

/** States of a redemption (E3). */
export type RedemptionStatus =
	'reserved' | 'issued' | 'used' | 'cancelled' | 'expired' | 'returned';

/** What was bought, as far as it decides. */
export interface Redeemed {
	readonly status: RedemptionStatus;
	readonly redeemedOn: PlainDate;
	/** The first and the last day of its voucher. */
	readonly validFrom: PlainDate;
	readonly validTo: PlainDate;
}

/** A voucher that was not used by its last day is expired, whether or not the job has been there. */
export function statusOn({ status, validTo }: Redeemed, today: PlainDate): RedemptionStatus {
	return status === 'issued' && validTo < today ? 'expired' : status;
}

/** The last day on which it can be taken back, while it can. */
export function cancellableTo(
	redeemed: Redeemed,
	reward: Reward,
	today: PlainDate
): PlainDate | undefined {
	const last = cancelTo(reward, redeemed.redeemedOn);
	if (last === undefined || statusOn(redeemed, today) !== 'issued') return undefined;
	const to = earlier(last, redeemed.validTo);
	return today <= to ? to : undefined;
}

/** Refused: what is used, cancelled or expired, and `cancel-too-late` after its days or where it has none. */
export function decideCancel(redeemed: Redeemed, reward: Reward, today: PlainDate): void {
	refuseUnlessIssued(redeemed, today);
	if (cancellableTo(redeemed, reward, today) === undefined) throw new Refusal('cancel-too-late');
}

/**
 * Whether the desk of a house may take a voucher today. Refused: `voucher-used`, `voucher-cancelled`,
 * `voucher-expired`, `voucher-not-yet`, `voucher-not-here`, and `voucher-not-today` on a blackout day.
 */
export function decideTake(
	redeemed: Redeemed,
	reward: Reward,
	propertyCode: string,
	today: PlainDate
): void {
	refuseUnlessIssued(redeemed, today);
	const { validFrom } = redeemed;
	if (today < validFrom) throw new Refusal('voucher-not-yet', { validFrom });
	if (reward.properties && !reward.properties.includes(propertyCode))
		throw new Refusal('voucher-not-here', { properties: reward.properties.join(', ') });
	const blackout = reward.blackouts?.find(({ from, to }) => from <= today && today <= to);
	if (blackout) throw new Refusal('voucher-not-today', { from: blackout.from, to: blackout.to });
}

function refuseUnlessIssued(redeemed: Redeemed, today: PlainDate): void {
	switch (statusOn(redeemed, today)) {
		case 'issued':
			return;
		case 'used':
			throw new Refusal('voucher-used');
		case 'cancelled':
		case 'returned':
			throw new Refusal('voucher-cancelled');
		case 'expired':
			throw new Refusal('voucher-expired', { validTo: redeemed.validTo });
		case 'reserved':
			throw new Refusal('voucher-not-yet');
	}
}
