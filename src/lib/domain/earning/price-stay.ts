import { addDays } from '../calendar.ts';
import {
	compare,
	decimal,
	fraction,
	isZero,
	over,
	smaller,
	subtract,
	times,
	toText,
	type Fraction
} from '../fraction.ts';
import { minorPerUnit } from '../money.ts';
import type { PublishedVersion, RateRule, Tier, Version } from '../programme/programme.ts';
import type { EarnedLine, NoPointsBecause, NoPointsCode, StayReasons } from '../reasons.ts';
import { revenueClasses, type RateOn, type RevenueClass, type StayFacts } from '../stays/stay.ts';
import {
	amountOfClass,
	dayOfBasis,
	fits,
	hasDates,
	onDay,
	paidPart,
	roomShare,
	slicesOf,
	unfit,
	type PaidPart,
	type Slice
} from './eligible.ts';
import { sumLines, withBonus, type PricedLine } from './sum-lines.ts';

/** Into the programme's currency: how many units of the stay's one of it buys. */
export type Exchange = NonNullable<StayReasons['exchange']>;

/**
 * The rate of the departure date, undefined when none is needed, 'missing' when there is none: the
 * stay then waits.
 */
export function exchangeOf(
	stay: StayFacts,
	version: Version,
	rateOn: RateOn
): Exchange | 'missing' | undefined {
	if (stay.currency === version.currency) return undefined;
	const rate = rateOn(version.currency, stay.currency, stay.departure);
	if (rate === undefined) return 'missing';
	return { into: version.currency, day: stay.departure, rate };
}

/**
 * The points of a stay with the arithmetic behind them: rules by rank, each on what no earlier rule
 * has stopped; the tier's bonus on base points alone; rounded where and how the version says.
 */
export function priceStay(
	stay: StayFacts,
	version: PublishedVersion,
	tier: Tier,
	exchange: Exchange | undefined
): StayReasons {
	const { document } = version;
	const { rounding } = document;
	const amounts = amountsOf(stay);
	const paid = paidPart(stay, document);
	const lines = priceLines(stay, document, amounts, paid, tier, exchange);
	return {
		kind: 'stay',
		version: version.number,
		stay: {
			id: stay.id,
			revision: stay.revision,
			property: stay.propertyCode,
			brand: stay.brand,
			arrival: stay.arrival,
			departure: stay.departure,
			nights: stay.nights,
			rooms: stay.rooms,
			currency: stay.currency,
			amounts,
			...(paid ? { paidWithPoints: paid.of - paid.money } : {})
		},
		...(exchange ? { exchange } : {}),
		tier: { id: tier.id, bonus: String(tier.bonus) },
		rounding,
		lines: lines.map(({ line }) => line),
		...sumLines(lines, rounding)
	};
}

function priceLines(
	stay: StayFacts,
	version: Version,
	amounts: Amounts,
	paid: PaidPart | undefined,
	tier: Tier,
	exchange: Exchange | undefined
): PricedLine<EarnedLine>[] {
	const share = decimal(tier.bonus);
	const rate = exchange && decimal(exchange.rate);
	const stopped = new Map<RevenueClass, readonly Slice[] | 'all'>();
	const lines: PricedLine<EarnedLine>[] = [];
	for (const { rule, points, per } of ratesOf(version)) {
		if (!fits(rule.where, stay)) continue;
		let capLeft = rule.cap === undefined ? undefined : fraction(rule.cap);
		for (const revenueClass of rule.classes) {
			const amountMinor = amounts[revenueClass];
			const part = amountMinor && partFor(rule, stay, revenueClass, stopped.get(revenueClass));
			if (!part) continue;
			if (rule.stop) stopped.set(revenueClass, part.stops);
			const eligible = eligibleOf(amountMinor, stay, revenueClass, part, paid, rule.maxRooms);
			const converted = rate ? over(eligible.amount, rate) : eligible.amount;
			const uncapped = over(times(converted, points), per);
			const exact = capLeft ? smaller(uncapped, capLeft) : uncapped;
			const isCapped = compare(uncapped, exact) > 0;
			const about = {
				rule: rule.id,
				class: revenueClass,
				as: rule.as,
				...eligible.told,
				points: String(rule.points),
				per: String(rule.per),
				exact: toText(exact),
				...(isCapped && capLeft && rule.cap !== undefined
					? { cap: { points: rule.cap, left: toText(capLeft) } }
					: {})
			};
			if (capLeft) capLeft = subtract(capLeft, exact);
			lines.push(withBonus(about, exact, share, version.rounding));
		}
	}
	return lines;
}

/** What of a class's amount counts, in units of the stay's currency, after nights, rooms and points. */
function eligibleOf(
	amountMinor: number,
	stay: StayFacts,
	revenueClass: RevenueClass,
	part: Part,
	paid: PaidPart | undefined,
	maxRooms: number | undefined
): {
	readonly amount: Fraction;
	readonly told: Pick<EarnedLine, 'eligible' | 'rooms' | 'nights' | 'paid'>;
} {
	const rooms = roomShare(stay, revenueClass, maxRooms);
	let amount = fraction(amountMinor, minorPerUnit(stay.currency));
	if (part.share) amount = times(amount, part.share);
	if (rooms) amount = times(amount, rooms);
	if (paid) amount = times(amount, fraction(paid.money, paid.of));
	return {
		amount,
		told: {
			eligible: toText(amount),
			...(rooms && maxRooms !== undefined ? { rooms: { counted: maxRooms, of: stay.rooms } } : {}),
			...(part.nights ? { nights: part.nights } : {}),
			...(paid ? { paid } : {})
		}
	};
}

/** Why a stay without points has none: what the rules asked for that it did not have. */
export function nothingBecause(stay: StayFacts, version: Version): NoPointsBecause {
	const amounts = amountsOf(stay);
	const misses = version.earning
		.filter((rule) => rule.classes.some((revenueClass) => amounts[revenueClass]))
		.map((rule) => unfit(rule.where, stay));
	const code: NoPointsCode = misses.includes(undefined)
		? 'nothing-eligible'
		: misses.includes('channel')
			? 'channel'
			: misses.includes('rate-plan')
				? 'rate-plan'
				: 'nothing-eligible';
	return { code, facts: code === 'channel' ? { channel: stay.channel ?? null } : {} };
}

type Amounts = Partial<Record<RevenueClass, number>>;

function amountsOf(stay: StayFacts): Amounts {
	const amounts: Amounts = {};
	for (const revenueClass of revenueClasses) {
		const amount = amountOfClass(stay, revenueClass);
		if (amount > 0) amounts[revenueClass] = amount;
	}
	return amounts;
}

interface Part {
	/** Undefined when the whole class counts. */
	readonly share?: Fraction;
	readonly nights?: { readonly counted: number; readonly of: number };
	/** What a rule that stops leaves for no later one. */
	readonly stops: readonly Slice[] | 'all';
}

/** What of a class a rule applies to, given what earlier rules have stopped; undefined when nothing. */
function partFor(
	rule: RateRule,
	stay: StayFacts,
	revenueClass: RevenueClass,
	stopped: readonly Slice[] | 'all' | undefined
): Part | undefined {
	if (stopped === 'all') return undefined;
	const { where } = rule;
	const dated = hasDates(where);
	if (dated && rule.basis !== 'night' && !onDay(where, dayOfBasis(stay, rule.basis)))
		return undefined;
	const daily = dated && rule.basis === 'night';
	const award = rule.awardNights === 'skip' && revenueClass === 'room' && stay.awardNights > 0;
	if (!daily && !stopped && !award) return { stops: 'all' };

	const all = slicesOf(stay, revenueClass);
	const closed = new Set(stopped?.map(({ on }) => on));
	// The nights that were paid come first, those that a reward paid last.
	const awardFrom = addDays(stay.departure, -Math.min(stay.awardNights, stay.nights));
	const open = all.filter(
		({ on }) => !closed.has(on) && (!daily || onDay(where, on)) && (!award || on < awardFrom)
	);
	if (open.length === all.length) return { stops: 'all' };
	const share = fraction(weightOf(open), Math.max(weightOf(all), 1));
	if (isZero(share)) return undefined;
	return {
		share,
		nights: { counted: open.length, of: all.length },
		stops: [...(stopped ?? []), ...open]
	};
}

function weightOf(slices: readonly Slice[]): number {
	return slices.reduce((sum, slice) => sum + slice.weight, 0);
}

interface CompiledRate {
	readonly rule: RateRule;
	readonly points: Fraction;
	readonly per: Fraction;
}

const compiled = new WeakMap<Version, readonly CompiledRate[]>();

function ratesOf(version: Version): readonly CompiledRate[] {
	let rates = compiled.get(version);
	if (!rates) {
		rates = version.earning
			.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
			.map((rule) => ({ rule, points: decimal(rule.points), per: decimal(rule.per) }));
		compiled.set(version, rates);
	}
	return rates;
}
