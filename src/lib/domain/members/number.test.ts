import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, isMemberNumber, makeMemberNumber, readMemberNumber } from './number.ts';

const anyNumber = fc
	.integer({ min: 0, max: 0x7fff_ffff })
	.map((seed) => makeMemberNumber((limit) => seed % limit));

test('A1: the check digit of a known example', () => {
	expect(checkDigit('572')).toBe('4');
});

test('A1: a member number has ten digits, the first 1 to 9, and checks itself', () => {
	fc.assert(
		fc.property(anyNumber, (number) => {
			expect(number).toMatch(/^[1-9]\d{9}$/);
			expect(isMemberNumber(number)).toBe(true);
		})
	);
});

test('A1: every wrong digit and every swap of neighbours is found', () => {
	fc.assert(
		fc.property(
			anyNumber,
			fc.integer({ min: 0, max: 9 }),
			fc.integer({ min: 1, max: 9 }),
			(number, at, by) => {
				const digits = [...number];
				const wrong = digits.with(at, String((Number(digits[at]) + by) % 10));
				expect(isMemberNumber(wrong.join(''))).toBe(false);
				const next = digits[at + 1];
				if (next === undefined || next === digits[at]) return;
				const swapped = digits.with(at, next).with(at + 1, digits[at] ?? '');
				expect(isMemberNumber(swapped.join(''))).toBe(false);
			}
		)
	);
});

test('A1: what people type between the digits does not matter', () => {
	expect(readMemberNumber(' 1234 5678-90 ')).toBe('1234567890');
});
