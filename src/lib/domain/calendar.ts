import { Temporal } from 'temporal-polyfill';

/** A calendar date, 'YYYY-MM-DD'. Compares with < and >. */
export type PlainDate = string;

/** A moment, ISO 8601 in UTC with milliseconds, 'YYYY-MM-DDTHH:mm:ss.sssZ'. Compares with < and >. */
export type Instant = string;

/** Days from the first to the last, both included; an open end is undefined. */
export interface Span {
	readonly from: PlainDate | undefined;
	readonly to: PlainDate | undefined;
}

const msPerDay = 86_400_000;

export function isPlainDate(text: string): boolean {
	if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
	const month = monthOf(text);
	return (
		month >= 1 && month <= 12 && dayOf(text) >= 1 && dayOf(text) <= daysInMonth(yearOf(text), month)
	);
}

export function isTimeZone(name: string): boolean {
	try {
		Temporal.Instant.from('2000-01-01T00:00:00Z').toZonedDateTimeISO(name);
		return true;
	} catch {
		return false;
	}
}

/** The calendar date that a clock on the wall in that time zone shows. */
export function dateIn(timeZone: string, instant: Instant): PlainDate {
	return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** What a clock on the wall in that time zone shows, 'HH:mm'. */
export function timeIn(timeZone: string, instant: Instant): string {
	const time = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime();
	return time.toString({ smallestUnit: 'minute' });
}

/** The moment a calendar day begins in that time zone (where the clock skips midnight, the first after it). */
export function startOfDayIn(timeZone: string, date: PlainDate): Instant {
	return toInstant(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The moment a wall clock in that time zone shows `time` ('HH:mm'); a skipped time moves forward. */
export function instantAt(timeZone: string, date: PlainDate, time: string): Instant {
	const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
	return toInstant(wall.toZonedDateTime(timeZone).epochMilliseconds);
}

export function addMilliseconds(instant: Instant, ms: number): Instant {
	return toInstant(Date.parse(instant) + ms);
}

export function addDays(date: PlainDate, days: number): PlainDate {
	return days === 0 ? date : fromDayNumber(dayNumber(date) + days);
}

/** The same day so many months on; a day the month does not have becomes its last. */
export function addMonths(date: PlainDate, months: number): PlainDate {
	const month = yearOf(date) * 12 + monthOf(date) - 1 + months;
	const year = Math.floor(month / 12);
	const inYear = month - year * 12 + 1;
	return write(year, inYear, Math.min(dayOf(date), daysInMonth(year, inYear)));
}

export function startOfMonth(date: PlainDate): PlainDate {
	return date.slice(0, 8) + '01';
}

export function endOfMonth(date: PlainDate): PlainDate {
	return write(yearOf(date), monthOf(date), daysInMonth(yearOf(date), monthOf(date)));
}

export function startOfYear(date: PlainDate): PlainDate {
	return date.slice(0, 4) + '-01-01';
}

export function endOfYear(date: PlainDate): PlainDate {
	return date.slice(0, 4) + '-12-31';
}

/** The last day of a month, `month` from 1 to 12. */
export function lastDayOf(year: number, month: number): PlainDate {
	return write(year, month, daysInMonth(year, month));
}

/** Whether the month has that day, in some year. */
export function isDayOfYear(month: number, day: number): boolean {
	return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2000, month);
}

/** The first such day of a year on or after a date; of 29 February else the last of the month. */
export function nextDayOfYear(date: PlainDate, month: number, day: number): PlainDate {
	const on = (year: number) => write(year, month, Math.min(day, daysInMonth(year, month)));
	const same = on(yearOf(date));
	return same >= date ? same : on(yearOf(date) + 1);
}

/** The year of membership that contains a day: from one anniversary of joining to the day before the next. */
export function memberYear(
	joinedOn: PlainDate,
	date: PlainDate
): { from: PlainDate; to: PlainDate } {
	let years = yearOf(date) - yearOf(joinedOn);
	if (addMonths(joinedOn, years * 12) > date) years -= 1;
	return {
		from: addMonths(joinedOn, years * 12),
		to: addDays(addMonths(joinedOn, (years + 1) * 12), -1)
	};
}

/** Calendar nights; no hours are counted, so a clock change alters nothing. */
export function nightsBetween(arrival: PlainDate, departure: PlainDate): number {
	return dayNumber(departure) - dayNumber(arrival);
}

/** The date of each night, that of the evening on which it begins. */
export function eachNight(arrival: PlainDate, departure: PlainDate): PlainDate[] {
	const first = dayNumber(arrival);
	const count = Math.max(dayNumber(departure) - first, 0);
	return Array.from({ length: count }, (_, index) => fromDayNumber(first + index));
}

export function yearOf(date: PlainDate): number {
	return digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3);
}

/** 1 to 12. */
export function monthOf(date: PlainDate): number {
	return digit(date, 5) * 10 + digit(date, 6);
}

/** 1 to 31. */
export function dayOf(date: PlainDate): number {
	return digit(date, 8) * 10 + digit(date, 9);
}

/** Days since 1970-01-01. */
export function dayNumber(date: PlainDate): number {
	return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / msPerDay;
}

/**
 * The date of so many days since 1970-01-01. Years are taken to begin with March, so that the leap day
 * is a year's last and 400 of them always have 146,097 days; a Date takes ten times as long.
 */
export function fromDayNumber(days: number): PlainDate {
	const sinceYear0 = days + 719_468;
	const cycle = Math.floor(sinceYear0 / 146_097);
	const inCycle = sinceYear0 - cycle * 146_097;
	const leapDays =
		Math.floor(inCycle / 1460) - Math.floor(inCycle / 36_524) + Math.floor(inCycle / 146_096);
	const yearOfCycle = Math.floor((inCycle - leapDays) / 365);
	const inYear =
		inCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
	const monthsSinceMarch = Math.floor((5 * inYear + 2) / 153);
	const day = inYear - Math.floor((153 * monthsSinceMarch + 2) / 5) + 1;
	const month = monthsSinceMarch < 10 ? monthsSinceMarch + 3 : monthsSinceMarch - 9;
	return write(cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, day);
}

export function later(one: PlainDate, other: PlainDate): PlainDate {
	return one > other ? one : other;
}

/** For sorting: below 0 when the first comes first, 0 on the same day. */
export function inOrder(one: PlainDate, other: PlainDate): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

export function earlier(one: PlainDate, other: PlainDate): PlainDate {
	return one < other ? one : other;
}

function toInstant(ms: number): Instant {
	return new Date(ms).toISOString();
}

function daysInMonth(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function digit(text: string, at: number): number {
	return text.charCodeAt(at) - 48;
}

function write(year: number, month: number, day: number): PlainDate {
	const mm = month < 10 ? `0${month}` : String(month);
	const dd = day < 10 ? `0${day}` : String(day);
	return `${String(year).padStart(4, '0')}-${mm}-${dd}`;
}
