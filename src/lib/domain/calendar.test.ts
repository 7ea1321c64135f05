import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addMilliseconds,
	addMonths,
	dateIn,
	dayNumber,
	eachNight,
	earlier,
	endOfMonth,
	endOfYear,
	fromDayNumber,
	instantAt,
	isPlainDate,
	isTimeZone,
	lastDayOf,
	later,
	memberYear,
	nightsBetween,
	startOfDayIn,
	startOfMonth,
	startOfYear,
	timeIn
} from './calendar.ts';

const anyDate = fc
	.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2150-12-31') })
	.map(fromDayNumber);

test('K2: the time of a moment is that of the clock on the wall, also over a clock change', () => {
	expect(timeIn('Europe/Lisbon', '2026-03-29T00:59:59.999Z')).toBe('00:59');
	expect(timeIn('Europe/Lisbon', '2026-03-29T01:00:00.000Z')).toBe('02:00');
	expect(timeIn('Asia/Shanghai', '2026-03-29T16:05:00.000Z')).toBe('00:05');
});

describe('G3: calendar dates', () => {
	test.each([
		['2024-02-28', 1, '2024-02-29'],
		['2024-02-29', 1, '2024-03-01'],
		['2023-02-28', 1, '2023-03-01'],
		['2100-02-28', 1, '2100-03-01'],
		['2000-02-28', 1, '2000-02-29'],
		['2026-01-01', -1, '2025-12-31'],
		['2025-12-31', 1, '2026-01-01'],
		['2026-03-29', 0, '2026-03-29']
	])('G3: %s and %i days are %s', (date, days, sum) => {
		expect(addDays(date, days)).toBe(sum);
	});

	test.each([
		['2024-01-31', 1, '2024-02-29'],
		['2023-01-31', 1, '2023-02-28'],
		['2024-02-29', 24, '2026-02-28'],
		['2024-02-29', 48, '2028-02-29'],
		['2024-03-31', -1, '2024-02-29'],
		['2025-11-15', 2, '2026-01-15'],
		['2025-01-15', -1, '2024-12-15'],
		['2024-03-10', 24, '2026-03-10'],
		['2026-12-31', 12, '2027-12-31']
	])('D4: %s and %i months are %s', (date, months, sum) => {
		expect(addMonths(date, months)).toBe(sum);
	});

	test('G3: adding days and months agrees with Temporal', () => {
		fc.assert(
			fc.property(
				anyDate,
				fc.integer({ min: -800, max: 800 }),
				fc.integer({ min: -100, max: 100 }),
				(date, days, months) => {
					const plain = Temporal.PlainDate.from(date);
					expect(addDays(date, days)).toBe(plain.add({ days }).toString());
					expect(addMonths(date, months)).toBe(plain.add({ months }).toString());
				}
			)
		);
	});

	test('G3: nights between two dates are days, over both clock changes too', () => {
		expect(nightsBetween('2026-03-28', '2026-03-30')).toBe(2);
		expect(nightsBetween('2026-10-24', '2026-10-26')).toBe(2);
		expect(nightsBetween('2026-10-25', '2026-10-25')).toBe(0);
		expect(eachNight('2024-02-28', '2024-03-02')).toEqual([
			'2024-02-28',
			'2024-02-29',
			'2024-03-01'
		]);
		expect(eachNight('2024-02-28', '2024-02-28')).toEqual([]);
	});

	test('G3: nights are as many as each night lists, and a departure is arrival and nights', () => {
		fc.assert(
			fc.property(anyDate, fc.integer({ min: 0, max: 400 }), (arrival, nights) => {
				const departure = addDays(arrival, nights);
				expect(nightsBetween(arrival, departure)).toBe(nights);
				expect(eachNight(arrival, departure)).toHaveLength(nights);
			})
		);
	});

	test('D4: the ends of months and years', () => {
		expect(endOfMonth('2024-02-03')).toBe('2024-02-29');
		expect(endOfMonth('2026-02-03')).toBe('2026-02-28');
		expect(endOfMonth('2026-04-30')).toBe('2026-04-30');
		expect(endOfMonth('2026-12-01')).toBe('2026-12-31');
		expect(lastDayOf(2028, 2)).toBe('2028-02-29');
		expect(startOfMonth('2026-12-31')).toBe('2026-12-01');
		expect(startOfYear('2026-12-31')).toBe('2026-01-01');
		expect(endOfYear('2026-01-01')).toBe('2026-12-31');
		expect(later('2026-01-01', '2025-12-31')).toBe('2026-01-01');
		expect(earlier('2026-01-01', '2025-12-31')).toBe('2025-12-31');
	});

	test('G3: only days of the calendar are dates', () => {
		expect(['2024-02-29', '2026-12-31'].every(isPlainDate)).toBe(true);
		const wrong = [
			'2026-02-29',
			'2026-13-01',
			'2026-00-10',
			'2026-01-00',
			'2026-1-1',
			'',
			'0999-01-01'
		];
		expect(wrong.filter(isPlainDate)).toEqual([]);
	});
});

describe('D3: the member year', () => {
	test.each([
		['2020-05-10', '2026-05-09', '2025-05-10', '2026-05-09'],
		['2020-05-10', '2026-05-10', '2026-05-10', '2027-05-09'],
		['2024-02-29', '2025-02-27', '2024-02-29', '2025-02-27'],
		['2024-02-29', '2025-02-28', '2025-02-28', '2026-02-27'],
		['2024-02-29', '2028-02-28', '2027-02-28', '2028-02-28'],
		['2026-05-10', '2026-05-01', '2025-05-10', '2026-05-09']
	])('D3: joined %s, on %s: from %s to %s', (joinedOn, day, from, to) => {
		expect(memberYear(joinedOn, day)).toEqual({ from, to });
	});
});

describe('D4: time zones', () => {
	test.each([
		['UTC', '2026-01-01T00:00:00.000Z', '2026-01-01'],
		['America/New_York', '2026-01-01T04:59:59.999Z', '2025-12-31'],
		['America/New_York', '2026-01-01T05:00:00.000Z', '2026-01-01'],
		['Asia/Shanghai', '2025-12-31T16:00:00.000Z', '2026-01-01'],
		['Asia/Shanghai', '2025-12-31T15:59:59.999Z', '2025-12-31'],
		['Pacific/Kiritimati', '2025-12-31T10:00:00.000Z', '2026-01-01'],
		['Europe/Berlin', '2026-03-29T22:00:00.000Z', '2026-03-30'],
		['Europe/Berlin', '2026-10-25T22:59:59.999Z', '2026-10-25'],
		['Europe/Berlin', '2026-10-25T23:00:00.000Z', '2026-10-26'],
		['Asia/Kathmandu', '2026-05-01T18:15:00.000Z', '2026-05-02']
	])('D4: in %s it is at %s the %s', (zone, instant, date) => {
		expect(dateIn(zone, instant)).toBe(date);
	});

	test('D4: a day begins where the clock on the wall says so, at both clock changes', () => {
		expect(startOfDayIn('Europe/Berlin', '2026-03-29')).toBe('2026-03-28T23:00:00.000Z');
		expect(startOfDayIn('Europe/Berlin', '2026-03-30')).toBe('2026-03-29T22:00:00.000Z');
		expect(startOfDayIn('Europe/Berlin', '2026-10-26')).toBe('2026-10-25T23:00:00.000Z');
		expect(startOfDayIn('Africa/Cairo', '2026-04-24')).toBe('2026-04-23T22:00:00.000Z');
	});

	test('D4: a time on the wall is an instant; one that is skipped moves forward', () => {
		expect(instantAt('America/New_York', '2026-07-01', '14:00')).toBe('2026-07-01T18:00:00.000Z');
		expect(instantAt('Europe/Berlin', '2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
		expect(addMilliseconds('2026-12-31T23:59:59.999Z', 1)).toBe('2027-01-01T00:00:00.000Z');
	});

	test('D1: a time zone is one that exists', () => {
		expect(isTimeZone('Asia/Shanghai')).toBe(true);
		expect(isTimeZone('Mars/Olympus')).toBe(false);
	});
});
