import { dateIn, type Instant, type PlainDate } from '../calendar.ts';
import type { Version } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import { confirmTo, refuseDay, voucherDates } from './dates.ts';
import { obstacleBeforePoints, tooFewPoints, type Asking, type Offer } from './obstacle.ts';
import { priceOf, type Price } from './price.ts';
import { givenAtDesk, givenAtOnce, type Choice, type Reward } from './reward.ts';
import type { RedemptionStatus } from './voucher.ts';

/** A house as it decides. */
export interface House {
	readonly code: string;
	readonly timeZone: string;
}

/** A reward as it is offered, the house that was chosen, and the moment. */
export interface Sale extends Offer {
	readonly rewardNights?: Version['rewardNights'];
	/** Undefined: none was chosen, or there is none of that name. */
	readonly house?: House | undefined;
	readonly now: Instant;
}

export interface Decided extends Price {
	readonly status: Extract<RedemptionStatus, 'reserved' | 'issued' | 'used'>;
	readonly validFrom: PlainDate;
	readonly validTo: PlainDate;
	/** Until when the hotel must confirm it. */
	readonly confirmTo?: Instant | undefined;
}

/**
 * What the redemption costs, what becomes of it and the days of its voucher: booked for a day, it is that day.
 * Refused: every obstacle; `invalid` with the `field` of a choice that is missing or was not asked;
 * `reward-not-here`; what `refuseDay` refuses; and `price-changed` with what it costs now when the member
 * saw another price: nothing is charged that was not shown. Whether the house and the day have one left,
 * shows when it is taken.
 */
export function decideRedemption(
	asking: Asking,
	sale: Sale,
	seen: number,
	choice: Choice = {}
): Decided {
	const { reward, today, house } = sale;
	const no = obstacleBeforePoints(asking, sale);
	if (no) throw new Refusal(no.code, no.facts);
	refuseChoice(reward, choice);
	if (choice.property !== undefined) refuseHouse(sale, choice);

	const payer = { tier: asking.tier, tiers: sale.tiers, rewardNights: sale.rewardNights };
	const price = priceOf(reward, choice, payer);
	const plain = { ...choice, cashMinor: undefined };
	if (!price) throw priceChanged(seen, priceOf(reward, plain, payer));
	if (price.points !== seen) throw priceChanged(seen, price);
	refuseUnless(price.points, asking);

	const { useOn } = choice;
	const until = house && useOn ? confirmTo(reward, useOn, house.timeZone) : undefined;
	return {
		...price,
		status: statusFor(reward, until),
		confirmTo: until,
		...(useOn === undefined ? voucherDates(reward, today) : { validFrom: useOn, validTo: useOn })
	};
}

/**
 * Whether points may take something off a bill of the house today. Refused: every obstacle,
 * `reward-not-on-offer` for another kind, `reward-not-here`, `reward-not-that-day` on a blackout day.
 */
export function refuseBill(asking: Asking, sale: Sale): void {
	const { reward, house, now } = sale;
	const no = obstacleBeforePoints(asking, sale);
	if (no) throw new Refusal(no.code, no.facts);
	if (!givenAtDesk.includes(reward.kind)) throw new Refusal('reward-not-on-offer');
	refuseHouse(sale, { useOn: house && dateIn(house.timeZone, now) });
}

function statusFor({ kind }: Reward, until: Instant | undefined): Decided['status'] {
	if (givenAtOnce.includes(kind)) return 'used';
	return until === undefined ? 'issued' : 'reserved';
}

// Too few points for a price nobody was shown is first of all another price.
function refuseUnless(points: number, asking: Asking): void {
	const few = tooFewPoints(asking, points);
	if (few) throw new Refusal(few.code, few.facts);
}

function priceChanged(seen: number, now: Price | undefined): Refusal {
	const { points = 0, cash } = now ?? {};
	return new Refusal('price-changed', { points, seen, cashMinor: cash?.minor ?? null });
}

/** What is asked is there, and nothing else is. */
function refuseChoice({ kind, asks, nightsMost }: Reward, choice: Choice): void {
	const { property, useOn, nights } = choice;
	const no = (field: string) => new Refusal('invalid', { field });
	if (givenAtDesk.includes(kind)) throw no('bill');
	if ((property !== undefined) !== (asks !== undefined)) throw no('property');
	if ((useOn !== undefined) !== (asks === 'date')) throw no('useOn');
	if ((nights !== undefined) !== (nightsMost !== undefined)) throw no('nights');
	const isNumber = Number.isSafeInteger(nights ?? 1);
	if (!isNumber || (nights ?? 1) < 1 || (nights ?? 1) > (nightsMost ?? 1)) throw no('nights');
}

function refuseHouse(sale: Sale, { useOn, nights }: Choice): void {
	const { reward, house } = sale;
	const isHere = house && (reward.properties?.includes(house.code) ?? true);
	if (!isHere)
		throw new Refusal('reward-not-here', { properties: reward.properties?.join(', ') ?? '' });
	const { timeZone } = house;
	if (useOn !== undefined) refuseDay({ ...sale, timeZone, nights: nights ?? reward.nights }, useOn);
}
