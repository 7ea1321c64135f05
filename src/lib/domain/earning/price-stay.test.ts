import { describe, expect, test } from 'vitest';
import { toText } from '../fraction.ts';
import type { EarningRule, Rounding, Tier, Version } from '../programme/programme.ts';
import type { StayFacts } from '../stays/stay.ts';
import { stayOf, templateVersion } from '../testing/make.ts';
import { eligibleAmount } from './eligible.ts';
import { exchangeOf, nothingBecause, priceStay } from './price-stay.ts';
import { recomputePoints } from './recompute-points.ts';

const base = templateVersion('meridian');
const perLine = (mode: Rounding['mode']): Rounding => ({ mode, at: 'line' });
const onTotal = (mode: Rounding['mode']): Rounding => ({ mode, at: 'total' });

function rule(changes: Partial<EarningRule> = {}): EarningRule {
	return {
		id: 'rule',
		kind: 'rate',
		points: 10,
		per: 1,
		classes: ['room'],
		basis: 'departure',
		as: 'base',
		...changes
	};
}

function price(
	stay: StayFacts,
	rules: readonly EarningRule[],
	more: Partial<Version> & { bonus?: string } = {}
) {
	const { bonus = '0', ...changes } = more;
	const document: Version = { ...base, earning: rules, ...changes };
	const tier: Tier = { ...base.tiers[0], bonus };
	const exchange = exchangeOf(stay, document, () => '7.20');
	if (exchange === 'missing') throw new Error('there is a rate');
	const reasons = priceStay(stay, { number: 1, from: '0001-01-01', document }, tier, exchange);
	expect(recomputePoints(reasons)).toBe(reasons.points);
	return reasons;
}

const room = (minor: number, more: Partial<StayFacts> = {}) =>
	stayOf({ roomMinor: minor, ...more });

describe('D6: rounding', () => {
	test.each([
		[perLine('floor'), 333, 33, 366],
		[perLine('half-up'), 333, 33, 366],
		[onTotal('floor'), 333, 33, 366],
		[onTotal('half-up'), 333, 34, 367],
		[onTotal('half-even'), 333, 34, 367]
	] as const)('D6: $33.33 at 10 with 10 %% under %o', (rounding, points, bonus, sum) => {
		const reasons = price(room(3333), [rule()], { rounding, bonus: '0.1' });
		expect([reasons.base, reasons.bonus, reasons.points]).toEqual([points, bonus, sum]);
	});

	test.each([
		[perLine('floor'), 24],
		[perLine('half-up'), 25],
		[onTotal('floor'), 24],
		[onTotal('half-even'), 25]
	] as const)('D6: €9.99 at 25 per €10 is 24.975 under %o', (rounding, points) => {
		const reasons = price(room(999), [rule({ points: 25, per: 10 })], { rounding });
		expect(reasons.points).toBe(points);
		expect(reasons.lines[0]?.exact).toBe('999/40');
	});

	test('D6: each class is a line of its own, and so is its bonus', () => {
		const stay = stayOf({
			folio: [
				{ class: 'room', amountMinor: 199, on: '2026-03-03' },
				{ class: 'food', amountMinor: 199, on: '2026-03-03' }
			]
		});
		const rules = [rule({ points: 1, classes: ['room', 'food'] })];
		const lines = price(stay, rules, { rounding: perLine('floor'), bonus: '0.5' });
		expect([lines.base, lines.bonus]).toEqual([2, 0]);
		const total = price(stay, rules, { rounding: onTotal('floor'), bonus: '0.5' });
		expect([total.base, total.bonus, total.points]).toEqual([3, 2, 5]);
		expect(total.exact).toEqual({ base: '199/50', bonus: '199/100' });
	});

	test.each([
		['0', 1000],
		['0.24', 1240],
		['0.48', 1480],
		['0.76', 1760],
		['1', 2000]
	])('D2: €400 at 25 per €10 with a bonus of %s', (bonus, points) => {
		const reasons = price(room(40_000), [rule({ points: 25, per: 10 })], { bonus });
		expect([reasons.base, reasons.points]).toEqual([1000, points]);
	});
});

describe('D2: conversion', () => {
	test('D2: CNY 3,000 at 7.20 CNY per USD: 416 + 104', () => {
		const reasons = price(room(300_000, { currency: 'CNY' }), [rule({ points: 1 })], {
			bonus: '0.25'
		});
		expect([reasons.base, reasons.bonus]).toEqual([416, 104]);
		expect(reasons.exchange).toEqual({ into: 'USD', day: '2026-03-03', rate: '7.20' });
		expect(reasons.lines[0]).toMatchObject({ eligible: '3000', exact: '1250/3' });
	});

	test('D6: an amount in a currency without decimals is not a hundredth', () => {
		const reasons = price(room(7200, { currency: 'JPY' }), [rule({ points: 1 })]);
		expect(reasons.points).toBe(1000);
	});

	test('D2: without a rate it is missing, in the own currency none is needed', () => {
		expect(exchangeOf(room(1, { currency: 'CNY' }), base, () => undefined)).toBe('missing');
		expect(exchangeOf(room(1), base, () => undefined)).toBeUndefined();
	});

	test('D2: the rate asked for is that of the departure date', () => {
		const asked: string[] = [];
		exchangeOf(room(1, { currency: 'CNY', nights: 3 }), base, (...what) => {
			asked.push(what.join(' '));
			return '7';
		});
		expect(asked).toEqual(['USD CNY 2026-03-05']);
	});
});

describe('D2: rooms', () => {
	const upToThree = [rule({ points: 1, maxRooms: 3 })];

	test.each([
		[1, 100],
		[3, 100],
		[4, 75],
		[7, 42]
	])('D2: of $100 for %i rooms count %i', (rooms, points) => {
		expect(price(room(10_000, { rooms }), upToThree).points).toBe(points);
	});

	test('D2: amounts per room, where the source gives them', () => {
		const stay = room(10_000, { rooms: 4, roomAmounts: [5000, 1000, 1000, 3000] });
		const reasons = price(stay, upToThree);
		expect(reasons.points).toBe(70);
		expect(reasons.lines[0]?.rooms).toEqual({ counted: 3, of: 4 });
	});

	test('D6: a third of an amount stays exact until it is rounded', () => {
		const stay = room(10_000, { rooms: 3 });
		const reasons = price(stay, [rule({ points: 3, maxRooms: 1 })]);
		expect(reasons.points).toBe(100);
		expect(reasons.lines[0]?.eligible).toBe('100/3');
		expect(toText(eligibleAmount(stay, 'room', 1))).toBe('100/3');
	});
});

describe('D2: date basis', () => {
	/** 6 to 10 January 2026, four nights at $100: 10 points to 7 January, 5 from 8 January. */
	const stay = room(40_000, { arrival: '2026-01-06', nights: 4 });
	const rules = (basis: EarningRule['basis']) => [
		rule({ id: 'until', basis, where: { to: '2026-01-07' } }),
		rule({ id: 'since', basis, points: 5, where: { from: '2026-01-08' } })
	];

	test.each([
		['night', 3000],
		['arrival', 4000],
		['departure', 2000]
	] as const)('D2: by %s: %i', (basis, points) => {
		expect(price(stay, rules(basis)).points).toBe(points);
	});

	test('D2: per night by the amounts of the nights, where the source gives them', () => {
		const nightAmounts = [25_000, 5000, 5000, 5000].map((amountMinor, at) => ({
			on: `2026-01-0${6 + at}`,
			amountMinor
		}));
		const reasons = price({ ...stay, nightAmounts }, rules('night'));
		expect(reasons.points).toBe(3000 + 500);
		expect(reasons.lines.map(({ nights }) => nights)).toEqual([
			{ counted: 2, of: 4 },
			{ counted: 2, of: 4 }
		]);
	});

	test('D2: what is not room counts on the dates of its folio lines', () => {
		const food = stayOf({
			arrival: '2026-01-06',
			nights: 4,
			folio: [
				{ class: 'food', amountMinor: 1000, on: '2026-01-07' },
				{ class: 'food', amountMinor: 3000, on: '2026-01-08' }
			]
		});
		const foodRules = rules('night').map((one) => ({ ...one, classes: ['food' as const] }));
		expect(price(food, foodRules).points).toBe(100 + 150);
	});

	test('D2: day use looks at its one day', () => {
		const dayUse = room(10_000, { arrival: '2026-01-07', nights: 0 });
		expect(price(dayUse, rules('night')).points).toBe(1000);
	});

	test('D2: an ended rule no longer acts', () => {
		const late = room(10_000, { arrival: '2026-01-08', nights: 1 });
		expect(price(late, [rule({ where: { to: '2026-01-07' } })]).points).toBe(0);
	});

	test('D2: days of the month on the arrival', () => {
		const day18 = rule({ where: { daysOfMonth: [18] }, basis: 'arrival' });
		expect(price(room(10_000, { arrival: '2026-03-18', nights: 3 }), [day18]).points).toBe(1000);
		expect(price(room(10_000, { arrival: '2026-03-17', nights: 3 }), [day18]).points).toBe(0);
	});
});

describe('D2: rank, stop, stacking, caps', () => {
	test('D2: rules add up by rank until one stops', () => {
		const first = rule({ id: 'first', points: 1, rank: 1 });
		const second = rule({ id: 'second', points: 2, rank: 2 });
		expect(price(room(100), [second, first]).lines.map((line) => line.rule)).toEqual([
			'first',
			'second'
		]);
		expect(price(room(100), [second, { ...first, stop: true }]).points).toBe(1);
	});

	test('D2: a rule that stops some nights leaves the others to the next', () => {
		const stay = room(40_000, { arrival: '2026-01-06', nights: 4 });
		const double = rule({
			id: 'double',
			points: 20,
			rank: 1,
			stop: true,
			basis: 'night',
			where: { from: '2026-01-08', to: '2026-01-08' }
		});
		const reasons = price(stay, [double, rule({ rank: 2 })]);
		expect(reasons.points).toBe(2000 + 3000);
	});

	test('D2: a rule that stops a class leaves the other classes alone', () => {
		const stay = stayOf({
			folio: [
				{ class: 'room', amountMinor: 10_000, on: '2026-03-03' },
				{ class: 'food', amountMinor: 1000, on: '2026-03-03' }
			]
		});
		const rules = [
			rule({ id: 'room', rank: 1, stop: true }),
			rule({ id: 'all', rank: 2, points: 1, classes: ['room', 'food'] })
		];
		expect(price(stay, rules).points).toBe(1000 + 10);
	});

	test('D2: bonus points carry no tier bonus and are no base points', () => {
		const extra = rule({ id: 'extra', as: 'bonus', rank: 2 });
		for (const rounding of [perLine('floor'), onTotal('floor')]) {
			const reasons = price(room(10_000), [rule({ rank: 1 }), extra], { bonus: '0.5', rounding });
			expect([reasons.base, reasons.bonus]).toEqual([1000, 500 + 1000]);
		}
	});

	test('D2: a cap holds for all classes of the rule together, the tier bonus comes on top', () => {
		const stay = stayOf({
			folio: [
				{ class: 'room', amountMinor: 4_000_000, on: '2026-03-03' },
				{ class: 'food', amountMinor: 9_000_000, on: '2026-03-03' }
			]
		});
		const reasons = price(stay, [rule({ points: 1, classes: ['room', 'food'], cap: 60_000 })], {
			bonus: '0.5'
		});
		expect([reasons.base, reasons.bonus]).toEqual([60_000, 30_000]);
		expect(reasons.lines[1]?.cap).toEqual({ points: 60_000, left: '20000' });
	});
});

describe('D2: conditions', () => {
	test.each([
		[{ properties: ['P1'] }, true],
		[{ properties: ['P2'] }, false],
		[{ brands: ['standard', 'studio'] }, true],
		[{ brands: ['studio'] }, false],
		[{ channels: ['direct'] }, true],
		[{ channels: ['ota'] }, false],
		[{ exceptChannels: ['direct'] }, false],
		[{ exceptChannels: ['ota'] }, true],
		[{ ratePlans: ['BAR'] }, true],
		[{ exceptRatePlans: ['BAR'] }, false],
		[{ roomTypes: ['suite'] }, false],
		[{ nightsMin: 2 }, true],
		[{ nightsMin: 3 }, false]
	] as const)('D2: %o fits: %s', (where, fit) => {
		const stay = room(10_000, { channel: 'direct', ratePlan: 'BAR', nights: 2 });
		expect(price(stay, [rule({ where })]).points).toBe(fit ? 1000 : 0);
	});

	test('D2: a stay that does not say its channel meets no condition on channels, and no exception', () => {
		expect(price(room(10_000), [rule({ where: { channels: ['direct'] } })]).points).toBe(0);
		expect(price(room(10_000), [rule({ where: { exceptChannels: ['ota'] } })]).points).toBe(1000);
	});

	test.each([
		[{ exceptChannels: ['ota'] }, 10_000, 'channel'],
		[{ exceptRatePlans: ['BAR'] }, 10_000, 'rate-plan'],
		[{ brands: ['studio'] }, 10_000, 'nothing-eligible'],
		[{}, 0, 'nothing-eligible']
	])('C7: %o and %i cents give nothing because of %s', (where, minor, code) => {
		const stay = room(minor, { channel: 'ota', ratePlan: 'BAR' });
		expect(nothingBecause(stay, { ...base, earning: [rule({ where })] }).code).toBe(code);
	});

	test('C7: the channel that kept it from earning is told with the reason, or that there was none', () => {
		const where = { channels: ['web'] };
		const version = { ...base, earning: [rule({ where })] };
		expect(nothingBecause(room(100, { channel: 'agency' }), version)).toEqual({
			code: 'channel',
			facts: { channel: 'agency' }
		});
		expect(nothingBecause(room(100), version).facts).toEqual({ channel: null });
		const plans = { ...base, earning: [rule({ where: { ratePlans: ['flex'] } })] };
		expect(nothingBecause(room(100, { channel: 'agency' }), plans)).toEqual({
			code: 'rate-plan',
			facts: {}
		});
	});

	test('C7: where a rule fits and gives nothing on that day, nothing was eligible', () => {
		const fitting = rule({ where: { to: '2020-12-31' } });
		const elsewhere = rule({ where: { channels: ['web'] } });
		const stay = room(100, { channel: 'agency' });
		expect(price(stay, [fitting, elsewhere]).points).toBe(0);
		expect(nothingBecause(stay, { ...base, earning: [fitting, elsewhere] })).toEqual({
			code: 'nothing-eligible',
			facts: {}
		});
	});

	test('C7: rooms are told where not all counted', () => {
		const line = (rooms: number, maxRooms?: number) =>
			price(room(9_000, { rooms }), [rule({ maxRooms })]).lines[0];
		expect(line(3, 2)).toMatchObject({ eligible: '60', rooms: { counted: 2, of: 3 } });
		for (const all of [line(3), line(2, 2), line(1, 2)]) {
			expect(all).toMatchObject({ eligible: '90' });
			expect(all).not.toHaveProperty('rooms');
		}
	});

	test('D2: a day use without award nights earns where award nights do not', () => {
		expect(price(room(1_000, { nights: 0 }), [rule({ awardNights: 'skip' })]).points).toBe(100);
	});

	test('C7: only rules for classes that were paid say why nothing came of it', () => {
		const forFood = rule({ classes: ['food'], where: { channels: ['web'] } });
		const stay = room(100, { channel: 'agency' });
		expect(nothingBecause(stay, { ...base, earning: [forFood] }).code).toBe('nothing-eligible');
		const both = rule({ classes: ['food', 'room'], where: { channels: ['web'] } });
		expect(nothingBecause(stay, { ...base, earning: [forFood, both] }).code).toBe('channel');
	});

	test('C7: a cap is told where it cut, and only there', () => {
		const capped = (cap: number) => price(room(1_000), [rule({ cap })]).lines[0];
		expect(capped(99)).toMatchObject({ exact: '99', cap: { points: 99, left: '99' } });
		expect(capped(100)?.cap).toBeUndefined();
		expect(capped(101)?.cap).toBeUndefined();
		expect(price(room(1_000), [rule()]).lines[0]).not.toHaveProperty('cap');
	});

	test('C7: nights are told where not all counted', () => {
		const stay = room(9_000, { nights: 3, awardNights: 1 });
		const line = (more: Partial<EarningRule>, facts = stay) => price(facts, [rule(more)]).lines[0];
		expect(line({ awardNights: 'skip' })).toMatchObject({
			eligible: '60',
			nights: { counted: 2, of: 3 }
		});
		expect(line({})).toMatchObject({ eligible: '90' });
		expect(line({})).not.toHaveProperty('nights');
		const none = { ...stay, awardNights: 0 };
		expect(line({ awardNights: 'skip' }, none)).not.toHaveProperty('nights');
		const inside = { where: { from: '2026-03-01', to: '2026-03-31' }, basis: 'night' } as const;
		expect(line(inside)).not.toHaveProperty('nights');
		const first = price(stay, [
			rule({ ...inside, id: 'one', rank: 1, stop: true }),
			rule({ id: 'two', rank: 2 })
		]);
		expect(first.lines.map((one) => one.rule)).toEqual(['one']);
	});

	test('C7: a class below zero earns nothing and takes nothing', () => {
		const stay = stayOf({
			folio: [
				{ class: 'room', amountMinor: 10_000, on: '2026-03-03' },
				{ class: 'other', amountMinor: -5000, on: '2026-03-03' }
			]
		});
		const reasons = price(stay, [rule({ classes: ['room', 'other'] })]);
		expect(reasons.points).toBe(1000);
		expect(reasons.stay.amounts).toEqual({ room: 10_000 });
	});
});
