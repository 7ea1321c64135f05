import { expect, test } from 'vitest';
import { percentIn, percentText, weightsFrom } from './typed-weights.ts';

test.each([
	[
		{ a: 60, b: 40 },
		{ a: '0.6', b: '0.4' }
	],
	[
		{ a: 33.3, b: 33.3, c: 33.3 },
		{ a: '0.3334', b: '0.3333', c: '0.3333' }
	],
	[
		{ a: 100, b: 0 },
		{ a: '1', b: '0' }
	]
] as const)('H4: %j typed as percent are the weights %j', (percent, weights) => {
	expect(weightsFrom(percent)).toEqual({ ok: true, weights });
});

test.each([
	[{ a: 60, b: 30 }, 90],
	[{ a: 60.5, b: 40.5 }, 101],
	[{ a: 0, b: 0 }, 0]
] as const)('H4: %j is refused with its sum %d', (percent, sum) => {
	expect(weightsFrom(percent)).toEqual({ ok: false, sum });
});

test.each([
	['12,5', 12.5],
	[' 7 % ', 7],
	['100', 100],
	['100.1', undefined],
	['-3', undefined],
	['1e1', undefined],
	['', undefined]
] as const)('H4: "%s" typed as a percentage is %s', (typed, value) => {
	expect(percentIn(typed)).toBe(value);
});

test('H4: a weight is shown as the percentage that would be typed', () => {
	expect(['0.2667', '1', '0.05', '0'].map(percentText)).toEqual(['26.67', '100', '5', '0']);
});
