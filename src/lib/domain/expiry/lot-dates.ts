import {
	addDays,
	addMonths,
	endOfMonth,
	nextDayOfYear,
	startOfMonth,
	startOfYear,
	type PlainDate
} from '../calendar.ts';
import type { Expiry } from '../programme/programme.ts';

/** The last usable day of points made on a day, where lots have dates of their own. */
export function lotValidTo(expiry: Expiry, madeOn: PlainDate): PlainDate | undefined {
	if (expiry.kind === 'lot-days') return addDays(madeOn, expiry.days - 1);
	if (expiry.kind === 'fixed-day') {
		const { month, day, yearsAfter } = expiry;
		const next = nextDayOfYear(madeOn, month, day);
		return nextDayOfYear(addMonths(startOfYear(next), yearsAfter * 12), month, day);
	}
	if (expiry.kind !== 'lot') return undefined;
	switch (expiry.to) {
		case 'end-of-month':
			return endOfMonth(addMonths(startOfMonth(madeOn), expiry.months));
		case 'month-end-plus':
			return addMonths(endOfMonth(madeOn), expiry.months);
		case 'day':
			return addDays(addMonths(madeOn, expiry.months), -1);
	}
}
