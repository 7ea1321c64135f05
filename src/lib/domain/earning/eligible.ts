import { dayOf, eachNight, type PlainDate } from '../calendar.ts';
import { fraction, times, type Fraction } from '../fraction.ts';
import { minorPerUnit } from '../money.ts';
import type { DateBasis, StayWhere, Version, Where } from '../programme/programme.ts';
import { revenueClasses, type RevenueClass, type StayFacts } from '../stays/stay.ts';

/** What conditions without a date look at. */
type Placed = Pick<
	StayFacts,
	'propertyCode' | 'brand' | 'channel' | 'ratePlan' | 'roomType' | 'nights'
>;

/** Whether a stay meets the conditions that have no date. */
export function fits(where: StayWhere | undefined, stay: Placed): boolean {
	return unfit(where, stay) === undefined;
}

/** The first condition without a date that a stay does not meet. */
export function unfit(
	where: StayWhere | undefined,
	stay: Placed
): 'property' | 'brand' | 'channel' | 'rate-plan' | 'room-type' | 'nights' | undefined {
	if (!where) return undefined;
	if (!among(where.properties, stay.propertyCode)) return 'property';
	if (!among(where.brands, stay.brand)) return 'brand';
	if (!among(where.channels, stay.channel)) return 'channel';
	if (stay.channel !== undefined && where.exceptChannels?.includes(stay.channel)) return 'channel';
	if (!among(where.ratePlans, stay.ratePlan)) return 'rate-plan';
	if (stay.ratePlan !== undefined && where.exceptRatePlans?.includes(stay.ratePlan))
		return 'rate-plan';
	if (!among(where.roomTypes, stay.roomType)) return 'room-type';
	if (where.nightsMin !== undefined && stay.nights < where.nightsMin) return 'nights';
	return undefined;
}

function among(list: readonly string[] | undefined, value: string | undefined): boolean {
	return list === undefined || (value !== undefined && list.includes(value));
}

/** Whether a day meets a rule's dates. */
export function onDay(where: Where, day: PlainDate): boolean {
	return (
		(where.from === undefined || day >= where.from) &&
		(where.to === undefined || day <= where.to) &&
		(where.daysOfMonth === undefined || where.daysOfMonth.includes(dayOf(day)))
	);
}

export function hasDates(where: Where | undefined): where is Where {
	return (
		where !== undefined &&
		(where.from !== undefined || where.to !== undefined || where.daysOfMonth !== undefined)
	);
}

/** Minor units of a class, all its folio lines together; a class below zero counts as zero. */
export function amountOfClass(stay: StayFacts, revenueClass: RevenueClass): number {
	let sum = 0;
	for (const line of stay.folio) if (line.class === revenueClass) sum += line.amountMinor;
	return Math.max(sum, 0);
}

/** A part of a class's amount that falls on a day, in any unit that is the same for all parts. */
export interface Slice {
	readonly on: PlainDate;
	readonly weight: number;
}

/** How a class's amount lies over the days: room over the nights, the rest on the dates of its lines. */
export function slicesOf(stay: StayFacts, revenueClass: RevenueClass): readonly Slice[] {
	if (revenueClass !== 'room')
		return stay.folio
			.filter((line) => line.class === revenueClass)
			.map((line) => ({ on: line.on, weight: Math.max(line.amountMinor, 0) }));
	const given = stay.nightAmounts;
	if (given && given.some((night) => night.amountMinor > 0))
		return given.map((night) => ({ on: night.on, weight: Math.max(night.amountMinor, 0) }));
	const nights = stay.nights === 0 ? [stay.arrival] : eachNight(stay.arrival, stay.departure);
	return nights.map((on) => ({ on, weight: 1 }));
}

/** The day a rule looks at when it looks at the stay as a whole. */
export function dayOfBasis(stay: StayFacts, basis: Exclude<DateBasis, 'night'>): PlainDate {
	return basis === 'arrival' ? stay.arrival : stay.departure;
}

/** What counts of a stay with more rooms than count: their own amounts, else amount × N ÷ rooms. */
export function roomShare(
	stay: StayFacts,
	revenueClass: RevenueClass,
	maxRooms: number | undefined
): Fraction | undefined {
	if (maxRooms === undefined || stay.rooms <= maxRooms) return undefined;
	if (revenueClass === 'room' && stay.roomAmounts) {
		const all = sum(stay.roomAmounts);
		if (all > 0) return fraction(sum(stay.roomAmounts.slice(0, maxRooms)), all);
	}
	return fraction(maxRooms, stay.rooms);
}

/** What of all amounts of a stay was paid with money, in minor units. */
export interface PaidPart {
	readonly money: number;
	readonly of: number;
}

/** Where a part was taken off for points and that does not earn: every class shrinks alike. */
export function paidPart(
	stay: StayFacts,
	{ discounted }: Pick<Version, 'discounted'>
): PaidPart | undefined {
	const points = stay.paidWithPointsMinor ?? 0;
	if (points <= 0 || discounted === 'earn') return undefined;
	const of = sum(revenueClasses.map((revenueClass) => amountOfClass(stay, revenueClass)));
	return of === 0 ? undefined : { money: Math.max(of - points, 0), of };
}

/** The eligible amount of a class for a whole stay, in units of the stay's currency. */
export function eligibleAmount(
	stay: StayFacts,
	revenueClass: RevenueClass,
	maxRooms: number | undefined,
	paid?: PaidPart
): Fraction {
	let amount = fraction(amountOfClass(stay, revenueClass), minorPerUnit(stay.currency));
	const share = roomShare(stay, revenueClass, maxRooms);
	if (share) amount = times(amount, share);
	return paid ? times(amount, fraction(paid.money, paid.of)) : amount;
}

function sum(amounts: readonly number[]): number {
	return amounts.reduce((total, amount) => total + amount, 0);
}
