import { expect, test } from 'vitest';
import { netPromoter } from './net-promoter.ts';

test('H4: 60 promoters, 25 passives and 15 detractors are +45 ± 14.5', () => {
	// p = .6, d = .15: p + d − (p − d)² = .75 − .2025 = .5475; 1.96·√(.5475/100) = .14502…
	const found = netPromoter({ promoters: 60, passives: 25, detractors: 15 });
	expect(found).toMatchObject({ n: 100, score: 45, small: false });
	expect(found?.margin).toBeCloseTo(14.503, 3);
});

test('H4: ten answers, half of them bad: −20 ± 54.2, and marked small', () => {
	// p = .3, d = .5: .8 − .04 = .76; 1.96·√.076 = .54033…
	const found = netPromoter({ promoters: 3, passives: 2, detractors: 5 });
	expect(found?.score).toBeCloseTo(-20, 10);
	expect(found?.margin).toBeCloseTo(54.033, 3);
	expect(found?.small).toBe(true);
});

test.each([
	[29, true],
	[30, false]
])('H4: %i answers are small: %s', (promoters, small) => {
	// All of one mind: nothing varies.
	const found = netPromoter({ promoters, passives: 0, detractors: 0 });
	expect(found).toEqual({ n: promoters, score: 100, margin: 0, small });
});

test('H4: without answers there is no score', () => {
	expect(netPromoter({ promoters: 0, passives: 0, detractors: 0 })).toBeUndefined();
});
