import {
	addDays,
	addMonths,
	endOfMonth,
	endOfYear,
	lastDayOf,
	memberYear,
	startOfMonth,
	startOfYear,
	yearOf,
	type PlainDate,
	type Span
} from '../calendar.ts';
import type { KeepWindow, Validity, Window } from '../programme/programme.ts';

/** The days whose credits count together on a day. */
export function windowOn(window: Window, day: PlainDate, joinedOn: PlainDate): Span {
	switch (window.kind) {
		case 'membership':
			return { from: undefined, to: undefined };
		case 'calendar-year':
			return { from: startOfYear(day), to: endOfYear(day) };
		case 'member-year':
			return memberYear(joinedOn, day);
		case 'rolling-months':
			return { from: addMonths(startOfMonth(day), -window.months), to: day };
	}
}

/** The last day on whose window a credit of `day` still counts. */
export function countsThrough(
	window: Window,
	day: PlainDate,
	joinedOn: PlainDate
): PlainDate | undefined {
	if (window.kind !== 'rolling-months') return windowOn(window, day, joinedOn).to;
	return endOfMonth(addMonths(startOfMonth(day), window.months));
}

/** The days that are looked at in the review of a tier that ends on a day. */
export function keepWindowOn(window: KeepWindow, validTo: PlainDate, joinedOn: PlainDate): Span {
	if (window.kind !== 'months') return windowOn(window, validTo, joinedOn);
	const after = addMonths(startOfMonth(validTo), 1 - window.gap);
	return { from: addMonths(after, -window.months), to: addDays(after, -1) };
}

/** The last day of a tier reached on a day; undefined is for life. */
export function tierValidTo(
	validity: Validity,
	reachedOn: PlainDate,
	joinedOn: PlainDate
): PlainDate | undefined {
	switch (validity.kind) {
		case 'life':
			return undefined;
		case 'end-of-month':
			return lastDayOf(yearOf(reachedOn) + validity.yearsAfter, validity.month);
		case 'months': {
			const from = validity.from === 'day' ? reachedOn : startOfMonth(reachedOn);
			return addDays(addMonths(from, validity.months), -1);
		}
		case 'member-year': {
			// From the day of joining, for an anniversary on 28 February must not stay there in a leap year.
			const years = yearOf(memberYear(joinedOn, reachedOn).from) - yearOf(joinedOn);
			return addDays(addMonths(joinedOn, (years + validity.yearsAfter + 1) * 12), -1);
		}
	}
}
