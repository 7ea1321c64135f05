import { expect, test } from 'vitest';
import { cutsSchema, firstCuts, isLow } from './cuts.ts';

test('K1 H6: an index below 6 or a recommendation of 6 is low, what was not answered is not', () => {
	expect(isLow({ index: 5.99 })).toBe(true);
	expect(isLow({ index: 6 })).toBe(false);
	expect(isLow({ index: 9, recommend: 6 })).toBe(true);
	expect(isLow({ index: 9, recommend: 7 })).toBe(false);
	expect(isLow({}, { ...firstCuts, indexBelow: 10, recommendTo: 10 })).toBe(false);
});

test.each([
	[{ satisfiedFrom: 1.9 }, false],
	[{ satisfiedFrom: 10 }, true],
	[{ satisfiedFrom: 7.25 }, false],
	[{ highFrom: '0.00' }, false],
	[{ highFrom: '1.25' }, true],
	[{ highFrom: '12' }, false],
	[{ indexBelow: 10.1 }, false],
	[{ recommendTo: 6.5 }, false],
	[{ recommendTo: 0 }, true]
])('H5: the cut %o may be set: %s', (change, may) => {
	expect(cutsSchema.safeParse({ ...firstCuts, ...change }).success).toBe(may);
});
