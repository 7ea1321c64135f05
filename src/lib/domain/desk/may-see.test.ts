import { describe, expect, test } from 'vitest';
import { maySee, stayAtDesk, type StayHere } from './may-see.ts';

const stay = (changes: Partial<StayHere> = {}): StayHere => ({
	status: 'booked',
	arrival: '2026-03-10',
	departure: '2026-03-12',
	...changes
});

describe('K5: the desk sees a guest from 30 days before arrival to 30 days after departure', () => {
	test.each([
		['2026-02-07', false, '31 days before the arrival'],
		['2026-02-08', true, '30 days before the arrival'],
		['2026-03-10', true, 'the day of the arrival'],
		['2026-03-12', true, 'the day of the departure'],
		['2026-04-11', true, '30 days after the departure'],
		['2026-04-12', false, '31 days after the departure']
	])('K5: on %s: %s (%s)', (today, seen) => {
		expect(maySee([stay()], today)).toBe(seen);
		expect(stayAtDesk([stay()], today) !== undefined).toBe(seen);
	});

	test('K5: 30 days are counted over a leap day', () => {
		const leap = stay({ arrival: '2028-03-10', departure: '2028-03-10' });
		expect(maySee([leap], '2028-02-08')).toBe(false);
		expect(maySee([leap], '2028-02-09')).toBe(true);
	});

	test.each([
		['booked', true],
		['in_house', true],
		['checked_out', true],
		['cancelled', false],
		['no_show', false]
	] as const)('K5: a stay that is %s opens the file: %s', (status, seen) => {
		expect(maySee([stay({ status })], '2026-03-11')).toBe(seen);
	});

	test('K5: nobody without a stay here, and one stay among others is enough', () => {
		expect(maySee([], '2026-03-11')).toBe(false);
		const long = stay({ arrival: '2025-01-01', departure: '2025-01-03', status: 'checked_out' });
		expect(maySee([long], '2026-03-11')).toBe(false);
		expect(maySee([long, stay()], '2026-03-11')).toBe(true);
	});
});

describe('K1: the stay that the desk is asked about', () => {
	const left = stay({ status: 'checked_out', arrival: '2026-03-08', departure: '2026-03-11' });
	const inHouse = stay({ status: 'in_house', arrival: '2026-03-11', departure: '2026-03-13' });
	const coming = stay({ arrival: '2026-03-20', departure: '2026-03-22' });
	const later = stay({ arrival: '2026-04-01', departure: '2026-04-02' });

	test('K1: the one of today comes first, and of two the one not yet left', () => {
		expect(stayAtDesk([coming, left, inHouse], '2026-03-11')).toEqual({
			stay: inHouse,
			which: 'now'
		});
		expect(stayAtDesk([coming, left], '2026-03-11')).toEqual({ stay: left, which: 'now' });
	});

	test('K1: else the next, else the last', () => {
		expect(stayAtDesk([later, left, coming], '2026-03-15')).toEqual({
			stay: coming,
			which: 'next'
		});
		expect(stayAtDesk([left], '2026-03-15')).toEqual({ stay: left, which: 'last' });
	});

	test('K1: a cancelled stay of today is passed over', () => {
		const cancelled = stay({ status: 'cancelled', arrival: '2026-03-11' });
		expect(stayAtDesk([cancelled, coming], '2026-03-11')).toEqual({
			stay: coming,
			which: 'next'
		});
	});
});
