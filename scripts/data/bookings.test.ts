import { expect, test } from 'vitest';
import { Random } from '../../src/lib/server/demo/random.ts';
import { dealOut } from './bookings.ts';

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

test('M2: all rows are dealt out by rank, exponent 0.7, at most 60 to a member', () => {
	const stays = dealOut(119_390, 20_000);
	expect(stays).toHaveLength(20_000);
	expect(sum(stays)).toBe(119_390);
	expect(Math.max(...stays)).toBe(60);
	// Ten times the rank, 10^0.7 = 5.01 times fewer stays, as near as whole numbers of 3 and 4 come.
	const around = (rank: number) => sum(stays.slice(rank - 100, rank + 100)) / 200;
	expect(around(1_000) / around(10_000)).toBeGreaterThan(4.3);
	expect(around(1_000) / around(10_000)).toBeLessThan(5.7);
	expect(dealOut(5_000, 838).reduce((total, one) => total + one, 0)).toBe(5_000);
});

test('M2: the same seed deals the same cards, another one others', () => {
	const cards = Array.from({ length: 100 }, (_, at) => at);
	const first = new Random(1).shuffle(cards);
	expect(new Random(1).shuffle(cards)).toEqual(first);
	expect(new Random(2).shuffle(cards)).not.toEqual(first);
	expect(first.toSorted((one, other) => one - other)).toEqual(cards);
});
