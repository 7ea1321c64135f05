import { addMilliseconds, dateIn, earlier, type Instant, type PlainDate } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import { cancelTo } from './dates.ts';
import type { Amount, Reward } from './reward.ts';
import { mayMove, type RedemptionStatus } from './states.ts';

export type { RedemptionStatus } from './states.ts';

/** What was bought, as far as it decides. */
export interface Redeemed {
	readonly status: RedemptionStatus;
	readonly redeemedOn: PlainDate;
	/** The first and the last day of its voucher. */
	readonly validFrom: PlainDate;
	readonly validTo: PlainDate;
	readonly amount?: Amount | undefined;
	/** Of a credit, what is left of the amount. */
	readonly leftMinor?: number | undefined;
}

/** A voucher that was not used by its last day is expired, whether or not the job has been there. */
export function statusOn({ status, validTo }: Redeemed, today: PlainDate): RedemptionStatus {
	return status === 'issued' && validTo < today ? 'expired' : status;
}

/** The last day on which it can be taken back, while it can; of a credit, only while it is whole. */
export function cancellableTo(
	redeemed: Redeemed,
	reward: Reward,
	today: PlainDate
): PlainDate | undefined {
	const last = cancelTo(reward, redeemed.redeemedOn);
	if (last === undefined || !mayMove('cancel', statusOn(redeemed, today))) return undefined;
	const to = earlier(last, redeemed.validTo);
	return today <= to && isWhole(redeemed) ? to : undefined;
}

/**
 * Refused: what is used (a part of it too), cancelled or expired, and `cancel-too-late` after its days or
 * where it has none.
 */
export function decideCancel(redeemed: Redeemed, reward: Reward, today: PlainDate): void {
	if (redeemed.status !== 'reserved') refuseUnlessIssued(redeemed, today);
	if (!isWhole(redeemed)) throw new Refusal('voucher-used');
	if (cancellableTo(redeemed, reward, today) === undefined) throw new Refusal('cancel-too-late');
}

/** Nothing of it was taken. */
export function isWhole({ amount, leftMinor }: Pick<Redeemed, 'amount' | 'leftMinor'>): boolean {
	return amount === undefined || leftMinor === amount.minor;
}

/** What is brought to a desk. */
export interface Brought extends Redeemed {
	readonly redeemedAt: Instant;
	/** The id of the house that it was booked for. */
	readonly bookedAt?: string | undefined;
	/** The day that it was booked for. */
	readonly useOn?: PlainDate | undefined;
}

/** The house where it is brought, by whose calendar its days go. */
export interface AtHouse {
	readonly id: string;
	readonly code: string;
	readonly timeZone: string;
}

export interface Taking {
	/** Of a credit that is taken in parts; none: it is taken whole. */
	readonly amountMinor?: number | undefined;
	/** Of a credit. */
	readonly leftMinor?: number | undefined;
	/** Nothing is left. */
	readonly isLast: boolean;
}

/**
 * What taking a voucher at a house now takes of it. Refused: what `refuseTake` refuses;
 * `voucher-not-in-parts` for a part of what is taken whole; of a credit in parts, `invalid` without a
 * number of minor units above 0 and `above-what-is-left` (fact `leftMinor`).
 */
export function decideTake(
	brought: Brought,
	reward: Reward,
	house: AtHouse,
	now: Instant,
	amountMinor?: number
): Taking {
	refuseTake(brought, reward, house, now);
	const { leftMinor } = brought;
	if (!reward.inParts || leftMinor === undefined) {
		if (amountMinor !== undefined) throw new Refusal('voucher-not-in-parts');
		return { leftMinor: leftMinor === undefined ? undefined : 0, isLast: true };
	}
	// How much is said by who gives it: "all that is left" may be less by now.
	if (amountMinor === undefined || !Number.isSafeInteger(amountMinor) || amountMinor <= 0)
		throw new Refusal('invalid', { field: 'amount' });
	const left = leftMinor - amountMinor;
	if (left < 0) throw new Refusal('above-what-is-left', { leftMinor });
	return { amountMinor, leftMinor: left, isLast: left === 0 };
}

/**
 * Whether the desk of a house may take a voucher now. Its days are those of the calendar of that house:
 * from the day on which it was redeemed, or for which it was booked. Refused: `voucher-unconfirmed`,
 * `voucher-used`, `voucher-cancelled`, `voucher-expired`, `voucher-not-yet`, `voucher-not-here`, and
 * `voucher-not-today` on a blackout day.
 */
export function refuseTake(brought: Brought, reward: Reward, house: AtHouse, now: Instant): void {
	const today = dateIn(house.timeZone, now);
	refuseUnlessIssued(brought, today);
	const validFrom = firstDayAt(brought, house);
	if (today < validFrom) throw new Refusal('voucher-not-yet', { validFrom });
	const isElsewhere = brought.bookedAt !== undefined && brought.bookedAt !== house.id;
	if (isElsewhere || (reward.properties && !reward.properties.includes(house.code)))
		throw new Refusal('voucher-not-here', { properties: reward.properties?.join(', ') ?? '' });
	const blackout = reward.blackouts?.find(({ from, to }) => from <= today && today <= to);
	if (blackout) throw new Refusal('voucher-not-today', { from: blackout.from, to: blackout.to });
}

/** Where the day began later than the programme's, a voucher works at once all the same. */
function firstDayAt({ useOn, validFrom, redeemedAt }: Brought, { timeZone }: AtHouse): PlainDate {
	return useOn ?? earlier(validFrom, dateIn(timeZone, redeemedAt));
}

/**
 * The day by which a voucher is over or not: that of the house for which it was booked; of any other the
 * earliest that it is anywhere, `today` of the programme included, so that none ends while a house would
 * take it.
 */
export function dayOf(
	{ bookedAt }: Pick<Brought, 'bookedAt'>,
	houses: readonly Pick<AtHouse, 'id' | 'timeZone'>[],
	today: PlainDate,
	now: Instant
): PlainDate {
	const house = houses.find(({ id }) => id === bookedAt);
	if (house) return dateIn(house.timeZone, now);
	return houses.map(({ timeZone }) => dateIn(timeZone, now)).reduce(earlier, today);
}

const take_back_ms = 120_000;

/** Until when a wrong take can be taken back. */
export function takeBackTo(takenAt: Instant): Instant {
	return addMilliseconds(takenAt, take_back_ms);
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
			throw new Refusal('voucher-unconfirmed');
	}
}
