import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTyped } from './read-typed.ts';

describe('K1 K2: one field reads a member number, a card, a voucher code and a voucher', () => {
	test.each([
		['4812345673', '4812345673'],
		[' 481 234 5673 ', '4812345673'],
		['481-234–5673', '4812345673'],
		['４８１２３４５６７３', '4812345673'],
		['SW1:4812345673', '4812345673'],
		['sw1:4812345673', '4812345673'],
		['ＳＷ１：4812345673', '4812345673']
	])('K1: %s is a member number', (typed, number) => {
		expect(readTyped(typed)).toEqual({ kind: 'member', number });
	});

	test.each([
		['SW1:C:4812345673:01234567'],
		['sw1:c:4812345673:01234567'],
		['ＳＷ１：Ｃ：4812345673：01234567'],
		['481 234 5673 0123 4567'],
		['4812345673:01234567'],
		['481-234-5673 0123–4567'],
		['481234567301234567']
	])('K1 B2: %s is a card with its code', (typed) => {
		expect(readTyped(typed)).toEqual({ kind: 'card', number: '4812345673', code: '01234567' });
	});

	test.each([
		['0123-4567-89AB-CDEF', '0123456789ABCDEF'],
		['0123 4567 89ab cdef', '0123456789ABCDEF'],
		['oi23-4567-89ab-cdel', '0123456789ABCDE1'],
		['SW1:V:0123456789ABCDEF', '0123456789ABCDEF'],
		['sw1:v:0123-4567-89ab-cdef', '0123456789ABCDEF'],
		['SW1V456789ABCDEF', 'SW1V456789ABCDEF'],
		['1234567890123456', '1234567890123456']
	])('K2: %s is a voucher', (typed, code) => {
		expect(readTyped(typed)).toEqual({ kind: 'voucher', code });
	});

	test.each([
		[''],
		['123456789'],
		['12345678901'],
		['0123-4567-89AB-CDE'],
		['0123-4567-89AB-CDEU'],
		['SW1:V:4812345673'],
		['SW2:4812345673'],
		['SW2:C:4812345673:01234567'],
		['SW1:V:4812345673:01234567'],
		['SW1:C:4812345673'],
		['SW1:C:4812345673:0123456'],
		['48123456730123456'],
		['4812345673012345678'],
		['4812345673:0123:4567'],
		['https://example.com/4812345673'],
		["' or 1=1 --"]
	])('K1: %s is neither', (typed) => {
		expect(readTyped(typed)).toEqual({ kind: 'neither' });
	});

	test.each([
		['anything', fc.string({ unit: 'binary' })],
		[
			'something like a code',
			fc.array(fc.constantFrom(...'SW1:CV09٣Ⅻ -\t'), { maxLength: 26 }).map((all) => all.join(''))
		]
	])('K1: %s is read or it is neither', (_, text) => {
		fc.assert(
			fc.property(text, (typed) => {
				const read = readTyped(typed);
				if (read.kind === 'card') expect(read.number + read.code).toMatch(/^\d{18}$/);
				expect(['member', 'card', 'voucher', 'neither']).toContain(read.kind);
			})
		);
	});
});
