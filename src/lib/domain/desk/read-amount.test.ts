import { expect, test } from 'vitest';
import { readAmount } from './read-amount.ts';

test.each([
	['12.50', 1_250],
	['12,5', 1_250],
	[' 12 ', 1_200],
	['1,234.5', 123_450],
	['1,234', 123_400],
	['1 234,56', 123_456],
	['€12.50', 1_250],
	['１２．５', 1_250],
	['0.01', 1]
])('K2: "%s" is an amount as it is typed at a desk', (typed, minor) => {
	expect(readAmount(typed, 'EUR')).toBe(minor);
});

test.each(['', '0', '0.00', '-5', '12.345', '1,23,4', 'twelve', '1e3', '1.2.3'])(
	'K2: "%s" is none',
	(typed) => {
		expect(readAmount(typed, 'EUR')).toBeUndefined();
	}
);

test('K2: a currency without decimals has none', () => {
	expect(readAmount('1,200', 'JPY')).toBe(1_200);
	expect(readAmount('12.5', 'JPY')).toBeUndefined();
});
