import { expect, test } from 'vitest';
import {
	amountOf,
	amountText,
	decimalsOf,
	isCurrency,
	minorPerUnit,
	parseAmount
} from './money.ts';
import { toText } from './fraction.ts';

test.each([
	['USD', '22999.99', 2_299_999, '22999.99'],
	['USD', '0.05', 5, '0.05'],
	['USD', 5, 500, '5.00'],
	['JPY', '1200', 1200, '1200'],
	['KWD', '1.005', 1005, '1.005'],
	['EUR', '-6.38', -638, '-6.38'],
	['EUR', '1.50000', 150, '1.50']
])('D6: %s %s is %i minor units', (currency, text, minor, written) => {
	expect(parseAmount(text, currency)).toBe(minor);
	expect(amountText(minor, currency)).toBe(written);
});

test.each([
	['USD', '0.005'],
	['JPY', '0.5'],
	['USD', 'ten'],
	['USD', '1e3'],
	['USD', '99999999999999999999']
])('D6: %s %s is no amount', (currency, text) => {
	expect(parseAmount(text, currency)).toBeUndefined();
});

test('D6: currencies have no, two or three decimals', () => {
	expect(['JPY', 'CNY', 'BHD'].map(decimalsOf)).toEqual([0, 2, 3]);
	expect(['JPY', 'CNY', 'BHD'].map(minorPerUnit)).toEqual([1, 100, 1000]);
	expect(toText(amountOf(6800, 'USD'))).toBe('68');
	expect(isCurrency('CNY')).toBe(true);
	expect(isCurrency('XYZ')).toBe(false);
});
