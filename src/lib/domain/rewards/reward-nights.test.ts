import { expect, test } from 'vitest';
import { programmeLike } from '../testing/make.ts';
import { priceRewardNights } from './reward-nights.ts';

const rewardNights = { freeEvery: 5, freeMost: 4, tierMin: 'silver' };
const [{ document }] = programmeLike('meridian', { rewardNights });

test.each([
	[1, 0, 1000],
	[4, 0, 4000],
	[5, 1, 4000],
	[9, 1, 8000],
	[10, 2, 8000],
	[20, 4, 16_000],
	[25, 4, 21_000],
	[0, 0, 0]
])('E1: %i nights from Silver on, %i of them free', (nights, free, points) => {
	expect(priceRewardNights(nights, 1000, 1, document)).toEqual({ nights, free, points });
});

test('E1: below the tier, and where the programme has no free nights, every night is paid', () => {
	expect(priceRewardNights(5, 1000, 0, document).free).toBe(0);
	expect(priceRewardNights(5, 1000, 3, document).free).toBe(1);
	const everybody = { ...document, rewardNights: { freeEvery: 5, freeMost: 4 } };
	expect(priceRewardNights(5, 1000, 0, everybody).free).toBe(1);
	expect(priceRewardNights(5, 1000, 3, { ...document, rewardNights: undefined }).free).toBe(0);
});
