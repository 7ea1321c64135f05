import { addDays, isPlainDate, type PlainDate } from '../calendar.ts';
import { compare, parseDecimal, zero } from '../fraction.ts';
import { isCurrency } from '../money.ts';

/** One unit of `base` buys `rate` units of `quote` on that day; decimal text. */
export interface Rate {
	readonly base: string;
	readonly quote: string;
	readonly day: PlainDate;
	readonly rate: string;
}

export type RateField = 'base' | 'quote' | 'day' | 'rate';

/** Rates of the next month are agreed in this one; a day further off is a slip of the keyboard. */
export const days_ahead_max = 62;

/**
 * Which field makes it no rate, if one does: currencies that are none or the same, a day that is none
 * or more than `days_ahead_max` days ahead, a rate that is not above 0 or has more than 12 digits
 * before the point or 9 after it.
 */
export function problemOfRate(
	{ base, quote, day, rate }: Rate,
	today: PlainDate
): RateField | undefined {
	if (!isCurrency(base)) return 'base';
	if (!isCurrency(quote) || quote === base) return 'quote';
	if (!isPlainDate(day) || day > addDays(today, days_ahead_max)) return 'day';
	if (!/^\d{1,12}(\.\d{1,9})?$/.test(rate)) return 'rate';
	return isSameRate(rate, '0') ? 'rate' : undefined;
}

/** '7.2' and '7.20' are one rate. */
export function isSameRate(one: string, other: string): boolean {
	return compare(parseDecimal(one) ?? zero, parseDecimal(other) ?? zero) === 0;
}
