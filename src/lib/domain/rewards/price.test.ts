import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateVersion } from '../testing/make.ts';
import { leastPoints, priceFor, priceOf } from './price.ts';
import type { Reward } from './reward.ts';

const { tiers } = templateVersion('meridian');
const [floor, second, third] = tiers.map(({ id }) => id) as [string, string, string];
const eur = (minor: number) => ({ minor, currency: 'EUR' });
const night: Reward = {
	kind: 'free-night',
	name: { en: 'A night' },
	description: { en: 'One night for two.' },
	points: 1_000,
	pointsByTier: { [second]: 800 },
	withCash: [
		{ points: 600, cash: eur(4_000) },
		{ points: 300, cash: eur(7_000) }
	],
	validDays: 90,
	nightsMost: 9
};
const rewardNights = { freeEvery: 4, freeMost: 2, tierMin: second };

test('E1: a tier pays its own price, else that of the nearest lower tier that has one', () => {
	expect([floor, second, third].map((tier) => priceFor(night, tier, tiers))).toEqual([
		1_000, 800, 800
	]);
	const onlyThird = { ...night, pointsByTier: { [third]: 500 } };
	expect(priceFor(onlyThird, second, tiers)).toBe(1_000);
	expect(priceFor(night, 'gone', tiers)).toBe(1_000);
	expect(leastPoints(night, second, tiers)).toBe(300);
	expect(leastPoints({ ...night, withCash: undefined }, second, tiers)).toBe(800);
});

test.for<[number | undefined, number | undefined, string, number, number | undefined]>([
	[1, undefined, floor, 1_000, undefined],
	[3, undefined, second, 2_400, undefined],
	[4, undefined, floor, 4_000, undefined],
	[4, undefined, second, 2_400, undefined],
	[9, undefined, third, 5_600, undefined],
	[1, 4_000, floor, 600, 4_000],
	[1, 7_000, third, 300, 7_000],
	[4, 4_000, floor, 2_400, 16_000],
	[4, 4_000, second, 1_800, 12_000]
])(
	'E1: %s nights, cash %s a night, as %s: %s points and %s',
	([nights, cashMinor, tier, points, cash]) => {
		expect(priceOf(night, { nights, cashMinor }, { tier, tiers, rewardNights })).toEqual({
			points,
			cash: cash && eur(cash)
		});
	}
);

test('E1: cash that is no way to pay has no price; nights that are the reward itself cost it once', () => {
	const payer = { tier: floor, tiers, rewardNights };
	expect(priceOf(night, { nights: 1, cashMinor: 4_001 }, payer)).toBeUndefined();
	const weekend = { ...night, nights: 4, nightsMost: undefined };
	expect(priceOf(weekend, {}, { ...payer, tier: second })).toEqual({ points: 800 });
});

test('E1: a night more never costs less, and cash is that of the nights whose points are paid', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 8 }),
			fc.constantFrom(undefined, 4_000, 7_000),
			fc.constantFrom(floor, second, third),
			(nights, cashMinor, tier) => {
				const payer = { tier, tiers, rewardNights };
				const one = priceOf(night, { nights, cashMinor }, payer)!;
				const more = priceOf(night, { nights: nights + 1, cashMinor }, payer)!;
				expect(more.points).toBeGreaterThanOrEqual(one.points);
				const each = priceOf(night, { nights: 1, cashMinor }, payer)!;
				expect((one.cash?.minor ?? 0) * each.points).toBe((each.cash?.minor ?? 0) * one.points);
			}
		)
	);
});
