import {
	add,
	compare,
	decimal,
	fraction,
	isZero,
	over,
	round,
	smaller,
	subtract,
	times,
	toText,
	zero,
	type Fraction
} from '../fraction.ts';
import { minorPerUnit } from '../money.ts';
import type {
	PublishedVersion,
	RateRule,
	Rounding,
	Tier,
	Version
} from '../programme/programme.ts';
import type { EarnedLine, NoPointsBecause, NoPointsCode, StayReasons } from '../reasons.ts';
import { revenueClasses, type RateOn, type RevenueClass, type StayFacts } from '../stays/stay.ts';
import {
	amountOfClass,
	dayOfBasis,
	fits,
	hasDates,
	onDay,
	roomShare,
	slicesOf,
	unfit,
	type Slice
} from './eligible.ts';

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
	const lines = priceLines(stay, document, amounts, tier, exchange);
	const { base, bonus, exact } =
		rounding.at === 'line' ? sumOfLines(lines) : roundedSum(lines, rounding);
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
			amounts
		},
		...(exchange ? { exchange } : {}),
		tier: { id: tier.id, bonus: String(tier.bonus) },
		rounding,
		lines: lines.map(({ line }) => line),
		base,
		bonus,
		...(exact ? { exact } : {}),
		points: base + bonus
	};
}

interface PricedLine {
	readonly line: EarnedLine;
	readonly exact: Fraction;
	readonly exactBonus: Fraction;
}

function priceLines(
	stay: StayFacts,
	version: Version,
	amounts: Amounts,
	tier: Tier,
	exchange: Exchange | undefined
): PricedLine[] {
	const share = decimal(tier.bonus);
	const rate = exchange && decimal(exchange.rate);
	const stopped = new Map<RevenueClass, readonly Slice[] | 'all'>();
	const lines: PricedLine[] = [];
	for (const { rule, points, per } of ratesOf(version)) {
		if (!fits(rule.where, stay)) continue;
		let capLeft = rule.cap === undefined ? undefined : fraction(rule.cap);
		for (const revenueClass of rule.classes) {
			const amountMinor = amounts[revenueClass];
			const part = amountMinor && partFor(rule, stay, revenueClass, stopped.get(revenueClass));
			if (!part) continue;
			if (rule.stop) stopped.set(revenueClass, part.stops);
			const eligible = eligibleOf(amountMinor, stay, revenueClass, part, rule.maxRooms);
			const converted = rate ? over(eligible.amount, rate) : eligible.amount;
			const uncapped = over(times(converted, points), per);
			const exact = capLeft ? smaller(uncapped, capLeft) : uncapped;
			const isCapped = capLeft !== undefined && compare(uncapped, exact) > 0;
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

/** The tier's bonus on a base line: of its rounded points when rounding per line, of the exact otherwise. */
function withBonus(
	about: Omit<EarnedLine, 'exactBonus' | 'rounded'>,
	exact: Fraction,
	share: Fraction,
	{ mode, at }: Rounding
): PricedLine {
	const ofShare = about.as === 'base' ? share : zero;
	if (at === 'total') {
		const exactBonus = times(exact, ofShare);
		return { line: { ...about, exactBonus: toText(exactBonus) }, exact, exactBonus };
	}
	const points = round(exact, mode);
	const exactBonus = times(fraction(points), ofShare);
	const rounded = { points, tierBonus: round(exactBonus, mode) };
	return { line: { ...about, exactBonus: toText(exactBonus), rounded }, exact, exactBonus };
}

interface Sum {
	readonly base: number;
	readonly bonus: number;
	readonly exact?: { readonly base: string; readonly bonus: string };
}

function sumOfLines(lines: readonly PricedLine[]): Sum {
	let base = 0;
	let bonus = 0;
	for (const { line } of lines) {
		const { points, tierBonus } = line.rounded ?? { points: 0, tierBonus: 0 };
		if (line.as === 'base') base += points;
		else bonus += points;
		bonus += tierBonus;
	}
	return { base, bonus };
}

function roundedSum(lines: readonly PricedLine[], { mode }: Rounding): Sum {
	let base = zero;
	let bonus = zero;
	for (const { line, exact, exactBonus } of lines) {
		if (line.as === 'base') base = add(base, exact);
		else bonus = add(bonus, exact);
		bonus = add(bonus, exactBonus);
	}
	const rounded = round(base, mode);
	return {
		base: rounded,
		bonus: round(add(base, bonus), mode) - rounded,
		exact: { base: toText(base), bonus: toText(bonus) }
	};
}

/** What of a class's amount counts, in units of the stay's currency, after nights and rooms. */
function eligibleOf(
	amountMinor: number,
	stay: StayFacts,
	revenueClass: RevenueClass,
	part: Part,
	maxRooms: number | undefined
): { readonly amount: Fraction; readonly told: Pick<EarnedLine, 'eligible' | 'rooms' | 'nights'> } {
	const rooms = roomShare(stay, revenueClass, maxRooms);
	let amount = fraction(amountMinor, minorPerUnit(stay.currency));
	if (part.share) amount = times(amount, part.share);
	if (rooms) amount = times(amount, rooms);
	return {
		amount,
		told: {
			eligible: toText(amount),
			...(rooms && maxRooms !== undefined ? { rooms: { counted: maxRooms, of: stay.rooms } } : {}),
			...(part.nights ? { nights: part.nights } : {})
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
	if (!daily && !stopped) return { stops: 'all' };

	const all = slicesOf(stay, revenueClass);
	const closed = new Set(stopped?.map(({ on }) => on));
	const open = all.filter(({ on }) => !closed.has(on) && (!daily || onDay(where, on)));
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
