import { expect, test } from 'vitest';
import { isLow } from './mood.ts';

test('K1 H6: an index below 6 or a recommendation of 6 is low, what was not answered is not', () => {
	expect(isLow({ index: 5.99 })).toBe(true);
	expect(isLow({ index: 6 })).toBe(false);
	expect(isLow({ index: 9, recommend: 6 })).toBe(true);
	expect(isLow({ index: 9, recommend: 7 })).toBe(false);
});
