import { describe, expect, test } from 'vitest';
import type { Credit } from '../ledger/account.ts';
import type { CreditRule, PublishedVersion } from '../programme/programme.ts';
import { countingIds, stayOf, templateVersion } from '../testing/make.ts';
import { creditNoShow, creditStay, uncredit } from './credit-stay.ts';

const document = templateVersion('meridian');
const versionWith = (credits: readonly CreditRule[]): PublishedVersion => ({
	number: 1,
	from: '0001-01-01',
	document: { ...document, credits }
});
const nightsRule = (more: Partial<Extract<CreditRule, { kind: 'nights' }>> = {}): CreditRule => ({
	id: 'n',
	kind: 'nights',
	credit: 'nights',
	awardNights: 'count',
	countsOn: 'departure',
	...more
});
const covered = (startsOn: string, amount: number, countsOn: string, kind = 'nights'): Credit => ({
	id: `${startsOn} ${amount}`,
	kind,
	amount,
	startsOn,
	countsOn,
	basis: 'real',
	stayId: 'other',
	programmeVersion: 1
});

describe('D3: the nights of a stay that no other stay has given', () => {
	const stay = stayOf({ arrival: '2026-03-02', nights: 4 });
	const runs = (rule: CreditRule, credits: readonly Credit[] = [], more = {}) =>
		creditStay(
			{ ...stay, ...more },
			versionWith([rule]),
			0,
			undefined,
			{ credits, counted: [] },
			countingIds()
		).map(({ startsOn, amount, countsOn, basis }) => [startsOn, amount, countsOn, basis]);

	test('D3: nights that were paid, then those that a reward paid', () => {
		const whole = [['2026-03-02', 4, '2026-03-06', 'real']];
		expect(runs(nightsRule())).toEqual(whole);
		expect(runs(nightsRule(), [], { awardNights: 1 })).toEqual([
			['2026-03-02', 3, '2026-03-06', 'real'],
			['2026-03-05', 1, '2026-03-06', 'award']
		]);
		expect(runs(nightsRule(), [], { awardNights: 9 })).toEqual([
			['2026-03-02', 4, '2026-03-06', 'award']
		]);
		expect(runs(nightsRule({ awardNights: 'skip' }), [], { awardNights: 1 })).toEqual([
			['2026-03-02', 3, '2026-03-06', 'real']
		]);
		expect(runs(nightsRule({ awardNights: 'skip' }), [], { awardNights: 4 })).toEqual([]);
	});

	test('D3: a day use has no night', () => {
		const dayUse = { nights: 0, departure: '2026-03-02' };
		expect(runs(nightsRule(), [], dayUse)).toEqual([]);
		expect(runs(nightsRule({ countsOn: 'night' }), [], dayUse)).toEqual([]);
	});

	test('D3: night by night each counts on its own day', () => {
		expect(runs(nightsRule({ countsOn: 'night' }), [], { awardNights: 2 })).toEqual([
			['2026-03-02', 1, '2026-03-02', 'real'],
			['2026-03-03', 1, '2026-03-03', 'real'],
			['2026-03-04', 1, '2026-03-04', 'award'],
			['2026-03-05', 1, '2026-03-05', 'award']
		]);
	});

	test.each([
		['that ended on the day of arrival', covered('2026-02-27', 3, '2026-03-02'), [[2, 4]]],
		['that begins on the day of departure', covered('2026-03-06', 1, '2026-03-07'), [[2, 4]]],
		['of another counter', covered('2026-03-02', 4, '2026-03-06', 'stays'), [[2, 4]]],
		['that covers the first night', covered('2026-02-28', 3, '2026-03-03'), [[3, 3]]],
		['that covers the last night', covered('2026-03-05', 3, '2026-03-08'), [[2, 3]]],
		[
			'that covers one between',
			covered('2026-03-03', 1, '2026-03-04'),
			[
				[2, 1],
				[4, 2]
			]
		],
		['that covers all and more', covered('2026-03-01', 9, '2026-03-10'), []]
	] as const)('D3: beside a stay %s', (_, other, left) => {
		const days = runs(nightsRule(), [other]).map(([startsOn, amount]) => [
			Number(String(startsOn).slice(-2)),
			amount
		]);
		expect(days).toEqual(left);
	});

	test('D3: beside a night that counted on its own day', () => {
		const own = nightsRule({ countsOn: 'night' });
		const left = runs(own, [covered('2026-03-02', 1, '2026-03-02')]).map(([startsOn]) => startsOn);
		expect(left).toEqual(['2026-03-03', '2026-03-04', '2026-03-05']);
	});

	test('D3: an award night counts as one also after nights that are covered', () => {
		const paid = covered('2026-03-02', 3, '2026-03-05');
		expect(runs(nightsRule(), [paid], { awardNights: 1 })).toEqual([
			['2026-03-05', 1, '2026-03-06', 'award']
		]);
	});

	test('D3: nights that were taken back are free again; nights of both kinds stay apart', () => {
		const taken = covered('2026-03-02', 2, '2026-03-04');
		expect(runs(nightsRule(), [taken, { ...taken, amount: -2 }])).toHaveLength(1);
		expect(
			runs(nightsRule(), [covered('2026-03-02', 1, '2026-03-03')], { awardNights: 1 })
		).toEqual([
			['2026-03-03', 2, '2026-03-06', 'real'],
			['2026-03-05', 1, '2026-03-06', 'award']
		]);
	});
});

test('D3: stays, base points and spend count once each on departure; what is nothing is no row', () => {
	const version = versionWith([
		nightsRule({ where: { nightsMin: 2 } }),
		{ id: 's', kind: 'stays', credit: 'stays' },
		{ id: 'b', kind: 'base-points', credit: 'points' },
		{ id: 'x', kind: 'no-shows', credit: 'missed' }
	]);
	const credit = (base: number) =>
		creditStay(
			stayOf({ nights: 1 }),
			version,
			base,
			undefined,
			{ credits: [], counted: [] },
			countingIds()
		).map(({ kind, amount, countsOn, basis }) => [kind, amount, countsOn, basis]);
	expect(credit(70)).toEqual([
		['stays', 1, '2026-03-03', 'real'],
		['points', 70, '2026-03-03', 'real']
	]);
	expect(credit(0)).toEqual([['stays', 1, '2026-03-03', 'real']]);
});

test('D3: a no-show counts on the day it was to begin, where its conditions are met', () => {
	const version = versionWith([
		nightsRule(),
		{ id: 'x', kind: 'no-shows', credit: 'missed' },
		{ id: 'y', kind: 'no-shows', credit: 'missed', where: { brands: ['other'] } }
	]);
	expect(creditNoShow(stayOf(), version, countingIds())).toMatchObject([
		{ kind: 'missed', amount: 1, countsOn: '2026-03-02', basis: 'real', stayId: 'stay-1' }
	]);
});

describe('C6: what the credits of a stay still add up to is taken back', () => {
	const { startsOn: _, ...stays } = covered('', 1, '2026-03-06', 'stays');
	const takenBack = (credits: readonly Credit[]) =>
		uncredit(credits, countingIds()).map(({ kind, amount, startsOn }) => [kind, amount, startsOn]);

	test('C6: runs of nights one by one, counts together, what is nothing not at all', () => {
		const run = covered('2026-03-02', 2, '2026-03-06');
		expect(takenBack([run, stays, stays])).toEqual([
			['nights', -2, '2026-03-02'],
			['stays', -2, undefined]
		]);
		expect(takenBack([run, { ...run, amount: -2 }])).toEqual([]);
		expect(takenBack([run, covered('2026-03-05', 2, '2026-03-06')])).toEqual([
			['nights', -2, '2026-03-02'],
			['nights', -2, '2026-03-05']
		]);
		expect(takenBack([stays, { ...stays, amount: -1 }])).toEqual([]);
		expect(takenBack([stays, { ...stays, amount: -3 }])).toEqual([['stays', 2, undefined]]);
		expect(takenBack([run, { ...run, amount: 1 }])).toEqual([
			['nights', -2, '2026-03-02'],
			['nights', -1, '2026-03-02']
		]);
	});
});
