import { expect, test } from 'vitest';
import type { ActivityKind, Version } from '../programme/programme.ts';
import { countingIds, templateVersion } from '../testing/make.ts';
import { creditActivity, priceActivity } from './price-activity.ts';

const { activities: _, ...bare } = templateVersion('meridian');
const rent: ActivityKind = {
	id: 'rent',
	name: { en: 'Rented car' },
	earning: [{ id: 'money', measure: 'spend', points: 2, per: 1, as: 'base', cap: 100 }],
	credits: [{ credit: 'nights', measure: 'days', amount: 1, per: 2 }]
} as unknown as ActivityKind;
const rented = (amounts: Record<string, number>, kind = 'rent') =>
	({ id: 'a', kind, on: '2026-03-02', amounts }) as const;
const versionWith = (changes: Partial<Version> = {}) => ({
	number: 1,
	from: '0001-01-01',
	document: { ...bare, ...changes }
});
const price = (amounts: Record<string, number>, version = versionWith({ activities: [rent] })) =>
	priceActivity(rented(amounts), version, bare.tiers[0]);

test.each([
	[49, '98', undefined],
	[50, '100', undefined],
	[51, '100', 100]
])('D2 C7: %i spent at 2 a unit: the cap is told where it cut', (spend, exact, cap) => {
	expect(price({ spend }).lines[0]).toMatchObject({ exact });
	expect(price({ spend }).lines[0]?.cap).toBe(cap);
});

test('D2: a programme without activities, or without that one, gives neither points nor credits', () => {
	for (const version of [
		versionWith(),
		versionWith({ activities: [] }),
		versionWith({ activities: [{ ...rent, earning: undefined, credits: undefined } as never] })
	]) {
		expect(price({ spend: 9, days: 9 }, version)).toMatchObject({ lines: [], points: 0 });
		expect(creditActivity(rented({ days: 9 }), version, countingIds())).toEqual([]);
	}
});

test.each([
	[{ days: 5 }, 2],
	[{ days: 1 }, undefined],
	[{ spend: 5 }, undefined]
])('D3: %j, a credit for two days each, rounded down', (amounts, amount) => {
	const version = versionWith({
		activities: [rent],
		rounding: { mode: 'floor', at: 'line' }
	});
	const made = creditActivity(rented(amounts), version, countingIds());
	expect(made).toEqual(
		amount === undefined
			? []
			: [
					{
						id: 'id-000001',
						kind: 'nights',
						amount,
						countsOn: '2026-03-02',
						basis: 'real',
						cause: 'activity a',
						programmeVersion: 1
					}
				]
	);
});
