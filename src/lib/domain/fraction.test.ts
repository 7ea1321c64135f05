import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	add,
	ceil,
	compare,
	decimal,
	floor,
	fraction,
	over,
	parseDecimal,
	parseFraction,
	round,
	subtract,
	times,
	toDecimal,
	toText
} from './fraction.ts';

const anyFraction = fc
	.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 1, max: 10_000 }))
	.map(([n, d]) => fraction(n, d));

describe('D6: exact arithmetic', () => {
	test.each([
		['0.5', 'floor', 0],
		['0.5', 'half-up', 1],
		['0.5', 'half-even', 0],
		['1.5', 'half-even', 2],
		['2.5', 'half-even', 2],
		['2.5', 'half-up', 3],
		['2.4999999', 'half-up', 2],
		['2.5000001', 'half-even', 3],
		['-0.5', 'floor', -1],
		['-0.5', 'half-up', -1],
		['-0.5', 'half-even', 0],
		['-1.5', 'half-even', -2],
		['24.975', 'floor', 24],
		['24.975', 'half-up', 25],
		['7', 'floor', 7]
	] as const)('D6: %s rounds by %s to %i', (value, mode, rounded) => {
		expect(round(decimal(value), mode) === rounded).toBe(true);
	});

	test('D6: a decimal is read exactly, a float is refused', () => {
		expect(toText(decimal('0.1'))).toBe('1/10');
		expect(toText(add(decimal('0.1'), decimal('0.2')))).toBe('3/10');
		expect(toText(decimal('-2.50'))).toBe('-5/2');
		expect([0.1, '1e3', '.5', '5.', '', ' 1', '1,5', NaN].map(parseDecimal)).toEqual(
			Array.from({ length: 8 }, () => undefined)
		);
	});

	test('D6: the four operations undo each other', () => {
		fc.assert(
			fc.property(anyFraction, anyFraction, (a, b) => {
				expect(compare(subtract(add(a, b), b), a)).toBe(0);
				if (b.n !== 0n) expect(compare(over(times(a, b), b), a)).toBe(0);
			})
		);
	});

	test('D6: every mode gives a whole number less than one away, and floor is not above', () => {
		fc.assert(
			fc.property(anyFraction, (a) => {
				expect(compare(fraction(floor(a)), a)).toBeLessThanOrEqual(0);
				expect(compare(fraction(floor(a) + 1), a)).toBe(1);
				expect(ceil(a) - floor(a)).toBe(a.n % a.d === 0n ? 0 : 1);
				for (const mode of ['half-up', 'half-even'] as const) {
					const away = subtract(a, fraction(round(a, mode)));
					expect(compare(times(away, away), fraction(1, 4))).toBeLessThanOrEqual(0);
				}
			})
		);
	});

	test('C7: text in lowest terms reads back to the same fraction', () => {
		expect(toText(fraction(24975, 1000))).toBe('999/40');
		expect(toText(fraction(6, -4))).toBe('-3/2');
		fc.assert(
			fc.property(anyFraction, (a) => {
				expect(compare(parseFraction(toText(a)), a)).toBe(0);
			})
		);
	});

	test('C7: shown as decimals, cut only where they do not end', () => {
		expect(toDecimal(decimal('24.975'))).toEqual({ text: '24.975', exact: true });
		expect(toDecimal(fraction(1, 3), 4)).toEqual({ text: '0.3333', exact: false });
		expect(toDecimal(fraction(-7, 2))).toEqual({ text: '-3.5', exact: true });
		expect(toDecimal(fraction(12, 3))).toEqual({ text: '4', exact: true });
	});

	test('D6: nothing leaves the whole numbers that are exact', () => {
		expect(() => floor(fraction(2n ** 60n))).toThrow('beyond');
		expect(() => over(fraction(1), fraction(0))).toThrow('zero');
	});
});
