import { expect, test } from 'vitest';
import { fieldOf } from './importance.ts';
import { firstCuts } from './cuts.ts';

test.each([
	['0.4', 3, 8.2, 'keep'],
	['0.4', 3, 6.9, 'fix-first'],
	['0.3', 3, 7.1, 'chance'],
	['0.3', 3, 2, 'watch'],
	// The edges: exactly an even share, exactly the cut.
	['0.25', 4, 7, 'keep'],
	['0.125', 8, 6.999999, 'fix-first'],
	['0.333333333', 3, 7, 'chance'],
	['1', 1, 10, 'keep']
] as const)('H5: weight %s among %i, score %d: %s', (weight, siblings, score, field) => {
	expect(fieldOf({ weight, siblings, score })).toBe(field);
});

test('H5: the cuts are settings', () => {
	const point = { weight: '0.4', siblings: 3, score: 7.5 };
	expect(fieldOf(point, { ...firstCuts, satisfiedFrom: 8 })).toBe('fix-first');
	expect(fieldOf(point, { ...firstCuts, highFrom: '1.25' })).toBe('chance');
});
