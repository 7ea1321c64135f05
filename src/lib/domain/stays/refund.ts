import {
	compare,
	decimal,
	fraction,
	over,
	round,
	subtract,
	times,
	zero,
	type Fraction
} from '../fraction.ts';
import type { Decimal } from '../programme/programme.ts';
import { amountOfClass } from '../earning/eligible.ts';
import { revenueClasses, type FolioLine, type RevenueClass, type StayFacts } from './stay.ts';

/** Money of a stay that was given back: a share of every class, or amounts in minor units by class. */
export type Refund =
	| { readonly share: Decimal }
	| { readonly amountsMinor: Readonly<Partial<Record<RevenueClass, number>>> };

/**
 * The stay after money was given back, for its correction: each class keeps its share, its lines,
 * nights and rooms alike, and never less than nothing. Minor units are rounded half up once a class, so
 * that its lines still add up. Points that were redeemed are no money and are not touched.
 */
export function refundStay(stay: StayFacts, refund: Refund): StayFacts {
	const kept = new Map(revenueClasses.map((one) => [one, keptOf(stay, one, refund)]));
	const room = kept.get('room') ?? one;
	const total = ratio(
		sum(revenueClasses.map((each) => scaled(amountOfClass(stay, each), kept.get(each) ?? one))),
		sum(revenueClasses.map((each) => amountOfClass(stay, each)))
	);
	const { nightAmounts, roomAmounts, paidWithPointsMinor } = stay;
	return {
		...stay,
		folio: revenueClasses.flatMap((each) => keepLines(stay.folio, each, kept.get(each) ?? one)),
		...(nightAmounts && {
			nightAmounts: keepParts(nightAmounts, (night) => night.amountMinor, room).map(
				([night, amountMinor]) => ({ ...night, amountMinor })
			)
		}),
		...(roomAmounts && {
			roomAmounts: keepParts(roomAmounts, (amount) => amount, room).map(([, amount]) => amount)
		}),
		...(paidWithPointsMinor !== undefined && {
			paidWithPointsMinor: scaled(paidWithPointsMinor, total)
		})
	};
}

const one = fraction(1);

function keptOf(stay: StayFacts, revenueClass: RevenueClass, refund: Refund): Fraction {
	if ('share' in refund) return within(subtract(one, decimal(refund.share)));
	const amount = amountOfClass(stay, revenueClass);
	const back = refund.amountsMinor[revenueClass] ?? 0;
	return within(ratio(amount - back, amount));
}

function ratio(part: number, whole: number): Fraction {
	return whole === 0 ? one : over(fraction(part), fraction(whole));
}

function within(share: Fraction): Fraction {
	if (compare(share, zero) < 0) return zero;
	return compare(share, one) > 0 ? one : share;
}

function keepLines(
	folio: readonly FolioLine[],
	revenueClass: RevenueClass,
	share: Fraction
): FolioLine[] {
	const own = folio.filter((line) => line.class === revenueClass);
	return keepParts(own, (line) => line.amountMinor, share).map(([line, amountMinor]) => ({
		...line,
		amountMinor
	}));
}

/** Each part times the share; what was kept up to each of them is rounded, so the sum is that of the whole. */
function keepParts<T>(
	parts: readonly T[],
	amountOf: (part: T) => number,
	share: Fraction
): [T, number][] {
	let before = 0;
	let kept = 0;
	return parts.map((part) => {
		before += amountOf(part);
		const upTo = scaled(before, share);
		const amount = upTo - kept;
		kept = upTo;
		return [part, amount];
	});
}

function scaled(amountMinor: number, share: Fraction): number {
	return round(times(fraction(amountMinor), share), 'half-up');
}

function sum(amounts: readonly number[]): number {
	return amounts.reduce((total, amount) => total + amount, 0);
}
