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
		['https://example.com/4812345673'],
		["' or 1=1 --"]
	])('K1: %s is neither', (typed) => {
		expect(readTyped(typed)).toEqual({ kind: 'neither' });
	});
});
