import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	makeVoucherCode,
	readVoucherCode,
	showVoucherCode,
	voucherPayload
} from './voucher-code.ts';

const anyCode = fc
	.array(fc.nat({ max: 31 }), { minLength: 16, maxLength: 16 })
	.map((chances) => makeVoucherCode(() => chances.shift() ?? 0));

test('E4: a code is 16 characters of 32, none of which is taken for another', () => {
	const limits: number[] = [];
	const code = makeVoucherCode((limit) => {
		limits.push(limit);
		return randomInt(limit);
	});
	expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
	expect(limits).toEqual(Array.from({ length: 16 }, () => 32));
	expect(makeVoucherCode(() => 31)).toBe('Z'.repeat(16));
});

test('E4: what is shown, scanned, or typed as people do, is read as the same code', () => {
	fc.assert(
		fc.property(anyCode, fc.constantFrom(' ', '-', '–', '', '\u3000'), (code, between) => {
			expect(readVoucherCode(showVoucherCode(code))).toBe(code);
			expect(readVoucherCode(voucherPayload(code))).toBe(code);
			const typed = ` ${[...code.toLowerCase()].join(between)} `;
			expect(readVoucherCode(typed)).toBe(code);
			const misread = code.replaceAll('0', 'o').replace('1', 'I').replaceAll('1', 'l');
			expect(readVoucherCode(misread)).toBe(code);
		})
	);
});

test('E4: what can be no code is none', () => {
	for (const typed of [
		'',
		'SW1:1234567890',
		'0'.repeat(15),
		'0'.repeat(17),
		'U'.repeat(16),
		'0123456789ABCDE!'
	])
		expect(readVoucherCode(typed)).toBeUndefined();
});

test('E4: a code is shown in four groups of four', () => {
	expect(showVoucherCode('0123456789ABCDEF')).toBe('0123-4567-89AB-CDEF');
});
