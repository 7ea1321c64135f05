import { expect, test } from 'vitest';
import { isSameRate, problemOfRate, type Rate } from './rate.ts';

const today = '2026-03-01';
const good: Rate = { base: 'USD', quote: 'CNY', day: '2026-02-28', rate: '7.20' };

test.each([
	{ rate: '7.20' },
	{ rate: '1' },
	{ rate: '0.000000001' },
	{ rate: '999999999999.999999999' },
	{ rate: '007.2' },
	{ quote: 'JPY' },
	{ quote: 'KWD' },
	{ day: '2026-05-02' },
	{ day: '1999-12-31' }
])('D2: %o is a rate', (change) => {
	expect(problemOfRate({ ...good, ...change }, today)).toBeUndefined();
});

test.each([
	['rate', { rate: '0' }],
	['rate', { rate: '0.000' }],
	['rate', { rate: '-7.2' }],
	['rate', { rate: '+7.2' }],
	['rate', { rate: '7.2e1' }],
	['rate', { rate: '7,2' }],
	['rate', { rate: '.5' }],
	['rate', { rate: '7.' }],
	['rate', { rate: '' }],
	['rate', { rate: ' 7.2' }],
	['rate', { rate: 'Infinity' }],
	['rate', { rate: '1234567890123' }],
	['rate', { rate: '1.1234567891' }],
	['base', { base: 'XYZ1' }],
	['base', { base: 'usd' }],
	['quote', { quote: 'ZZZ' }],
	['quote', { quote: 'USD' }],
	['day', { day: '2026-02-30' }],
	['day', { day: '2026-05-03' }],
	['day', { day: '28.02.2026' }]
] as const)('D2: the %s is refused in %o', (field, change) => {
	expect(problemOfRate({ ...good, ...change }, today)).toBe(field);
});

test('D2: zeros behind the point make no other rate', () => {
	expect(isSameRate('7.2', '7.200')).toBe(true);
	expect(isSameRate('7.2', '7.201')).toBe(false);
});
