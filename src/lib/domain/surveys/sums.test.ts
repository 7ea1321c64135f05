import { expect, test } from 'vitest';
import { fraction } from '../fraction.ts';
import { firstMonth, sumsOf } from './sums.ts';

test.each([
	[1, '2025-04'],
	[3, '2025-02'],
	[4, '2025-01'],
	[5, '2024-12'],
	[12, '2024-05'],
	[24, '2023-05']
])('H4: the last %i months of April 2025 begin in %s', (months, first) => {
	expect(firstMonth('2025-04-30T23:59:59.000Z', months)).toBe(first);
});

test('H4: a response is counted, and adds the scores that it has and its class', () => {
	const scores = {
		index: fraction(8),
		dimensions: new Map([['room', fraction(25, 3)]]),
		items: new Map([['bed', fraction(10)]])
	};
	const found = sumsOf(scores, 6).map(({ kind, id, n, micro }) => [kind, id, n, micro]);
	expect(found).toEqual([
		['detractor', '', 1, 0],
		['dimension', 'room', 1, 8_333_333],
		['index', '', 1, 8_000_000],
		['item', 'bed', 1, 10_000_000],
		['response', '', 1, 0]
	]);
	const nothing = { index: undefined, dimensions: new Map(), items: new Map() };
	expect(sumsOf(nothing, undefined).map(({ kind }) => kind)).toEqual(['response']);
});
