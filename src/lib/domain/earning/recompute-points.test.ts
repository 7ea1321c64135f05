import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../calendar.ts';
import { decimal, fraction, over, parseFraction, times, toText } from '../fraction.ts';
import type { EarningRule, Version } from '../programme/programme.ts';
import type { Reasons, StayReasons } from '../reasons.ts';
import { revenueClasses, type StayFacts } from '../stays/stay.ts';
import { templateVersion } from '../testing/make.ts';
import { exchangeOf, priceStay } from './price-stay.ts';
import { recomputePoints } from './recompute-points.ts';
import { runs } from '../testing/runs.ts';

const base = templateVersion('meridian');
const day = fc.integer({ min: 0, max: 30 }).map((days) => addDays('2026-01-01', days));
const anyDecimal = fc.constantFrom<string | number>(1, 2, 10, 25, '2.5', '0.333', '12.5', '1.0001');

const anyRule: fc.Arbitrary<EarningRule> = fc.record(
	{
		id: fc.constant('r'),
		kind: fc.constant('rate'),
		points: anyDecimal,
		per: anyDecimal,
		classes: fc.subarray([...revenueClasses], { minLength: 1 }),
		basis: fc.constantFrom('arrival', 'departure', 'night'),
		as: fc.constantFrom('base', 'bonus'),
		stop: fc.boolean(),
		where: fc.record(
			{ from: day, to: day, daysOfMonth: fc.constant([1, 3, 5, 7, 9, 11, 13, 15]) },
			{ requiredKeys: [] }
		),
		maxRooms: fc.integer({ min: 1, max: 3 }),
		cap: fc.integer({ min: 1, max: 3000 })
	},
	{ requiredKeys: ['id', 'kind', 'points', 'per', 'classes', 'basis', 'as'] }
);

const anyVersion: fc.Arbitrary<Version> = fc
	.record({
		rules: fc.array(anyRule, { minLength: 1, maxLength: 4 }),
		mode: fc.constantFrom('floor' as const, 'half-up' as const, 'half-even' as const),
		at: fc.constantFrom('line' as const, 'total' as const),
		bonus: fc.constantFrom('0', '0.1', '0.25', '0.333', '1.2')
	})
	.map(({ rules, mode, at, bonus }) => ({
		...base,
		earning: rules.map((rule, rank) => ({ ...rule, id: `r${rank}`, rank })),
		rounding: { mode, at },
		tiers: [{ ...base.tiers[0], bonus }]
	}));

const anyStay: fc.Arbitrary<StayFacts> = fc
	.record({
		arrival: day,
		nights: fc.integer({ min: 0, max: 9 }),
		rooms: fc.integer({ min: 1, max: 5 }),
		currency: fc.constantFrom('USD', 'CNY', 'JPY', 'KWD'),
		lines: fc.array(
			fc.record({
				class: fc.constantFrom(...revenueClasses),
				amountMinor: fc.integer({ min: -500, max: 90_000 }),
				on: day
			}),
			{ maxLength: 6 }
		),
		daily: fc.boolean()
	})
	.map(({ arrival, nights, rooms, currency, lines, daily }) => ({
		id: 's',
		revision: 1,
		status: 'checked_out',
		propertyCode: 'P1',
		brand: 'standard',
		arrival,
		departure: addDays(arrival, nights),
		nights,
		rooms,
		currency,
		folio: lines,
		awardNights: 0,
		nightAmounts: daily
			? Array.from({ length: nights }, (_, at) => ({
					on: addDays(arrival, at),
					amountMinor: 97 * (at + 1)
				}))
			: undefined,
		roomAmounts: daily ? Array.from({ length: rooms }, (_, at) => 101 * (at + 1)) : undefined
	}));

function valueOf(text: string): number {
	const { n, d } = parseFraction(text);
	return Number(n) / Number(d);
}

function priced(stay: StayFacts, document: Version): StayReasons {
	const exchange = exchangeOf(stay, document, () => '7.1234');
	if (exchange === 'missing') throw new Error('there is a rate');
	return priceStay(stay, { number: 1, from: '0001-01-01', document }, document.tiers[0], exchange);
}

test('C7: the reasons of any stay, through JSON and without the programme, give its points', () => {
	fc.assert(
		fc.property(anyStay, anyVersion, (stay, document) => {
			const reasons = priced(stay, document);
			const stored = JSON.parse(JSON.stringify(reasons)) as Reasons;
			expect(stored).toEqual(reasons);
			expect(recomputePoints(stored)).toBe(reasons.points);
			expect(reasons.points).toBe(reasons.base + reasons.bonus);
			expect(reasons.points).toBeGreaterThanOrEqual(0);
		}),
		{ numRuns: runs(500) }
	);
});

test('D2: what rules count of a class is never more than the class has', () => {
	fc.assert(
		fc.property(anyStay, anyVersion, (stay, document) => {
			const stopping = {
				...document,
				earning: document.earning.map((rule) => ({ ...rule, stop: true }))
			};
			const reasons = priced(stay, stopping);
			for (const revenueClass of revenueClasses) {
				const counted = reasons.lines
					.filter((line) => line.class === revenueClass)
					.reduce((sum, line) => sum + valueOf(line.eligible), 0);
				const scale = { JPY: 1, KWD: 1000 }[stay.currency] ?? 100;
				expect(counted).toBeLessThanOrEqual(
					(reasons.stay.amounts[revenueClass] ?? 0) / scale + 1e-6
				);
			}
		}),
		{ numRuns: runs(200) }
	);
});

const emptyStay: StayFacts = {
	id: 's',
	revision: 1,
	status: 'checked_out',
	propertyCode: 'P1',
	brand: 'standard',
	arrival: '2026-01-01',
	departure: '2026-01-03',
	nights: 2,
	rooms: 1,
	currency: 'USD',
	folio: [],
	awardNights: 0
};

test('C7: reasons that were tampered with do not give the points', () => {
	const stay: StayFacts = {
		...emptyStay,
		folio: [{ class: 'room', amountMinor: 3333, on: '2026-01-03' }]
	};
	const reasons = priced(stay, base);
	expect(recomputePoints(reasons)).toBe(333);
	const [line] = reasons.lines;
	if (!line) throw new Error('no line');
	const twice = toText(times(fraction(2), decimal('33.33')));
	expect(recomputePoints({ ...reasons, lines: [{ ...line, eligible: twice }] })).toBeLessThan(0);
	const half = toText(over(decimal('33.33'), fraction(2)));
	expect(recomputePoints({ ...reasons, lines: [{ ...line, eligible: half }] })).toBe(166);
});

test('C7: a cap that two lines claim for themselves is given once', () => {
	const line = {
		rule: 'r',
		class: 'room',
		as: 'base',
		eligible: '100',
		points: '1',
		per: '1',
		exact: '60',
		cap: { points: 60, left: '60' }
	} as const;
	const reasons = priced(
		{
			...emptyStay,
			folio: [{ class: 'room', amountMinor: 10_000, on: '2026-01-03' }]
		},
		{ ...base, earning: [] }
	);
	expect(recomputePoints({ ...reasons, lines: [line] } as unknown as StayReasons)).toBe(60);
	expect(recomputePoints({ ...reasons, lines: [line, line] } as unknown as StayReasons)).toBe(60);
});

test('C7: a partner activity, capped or not', () => {
	const line = { measure: 'miles', as: 'base', points: '2', per: '1' };
	const reasons = (lines: object[]) => ({
		kind: 'activity',
		activity: { amounts: { miles: '50' } },
		rounding: { mode: 'floor', at: 'line' },
		tier: { bonus: '0.5' },
		lines
	});
	const points = (...lines: object[]) => recomputePoints(reasons(lines) as unknown as Reasons);
	expect(points(line)).toBe(150);
	expect(points({ ...line, cap: 60 })).toBe(90);
	expect(points({ ...line, cap: 100 }, { ...line, measure: 'flights' })).toBe(150);
});

describe('C7: what has no arithmetic gives the points it names', () => {
	test.each(['return', 'award', 'milestone', 'given', 'transfer', 'merge'])('C7: %s', (kind) => {
		expect(recomputePoints({ kind, points: 70 } as unknown as Reasons)).toBe(70);
	});

	test('C7: nothing spent is 0, never −0; a reversal whose parts do not add up is no number', () => {
		expect(recomputePoints({ kind: 'spend', points: 0 } as unknown as Reasons)).toBe(0);
		const parts = {
			kind: 'reversal',
			points: 100,
			lapsed: 20,
			waived: 10,
			fromOwnLots: 40,
			fromOtherLots: 20,
			owed: 10
		};
		expect(recomputePoints(parts as unknown as Reasons)).toBe(-70);
		expect(recomputePoints({ ...parts, waived: 0 } as unknown as Reasons)).toBeNaN();
	});
});
