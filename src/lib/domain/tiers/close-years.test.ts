import { describe, expect, test } from 'vitest';
import type { Credit } from '../ledger/account.ts';
import type { Tier, Version } from '../programme/programme.ts';
import { countingIds } from '../testing/make.ts';
import {
	atLeast,
	atMost,
	creditOf,
	grantOf,
	programmeOfTiers,
	reach,
	tier,
	untilNextYear
} from '../testing/tier-parts.ts';
import { closeYears, isOfClosing } from './close-years.ts';

const membership = { kind: 'membership' } as const;
const life = { kind: 'life' } as const;
const named = { id: 'named', kind: 'named', validity: untilNextYear } as const;
const silver = tier('silver', [reach(atLeast('nights', 10))]);
const gold = tier('gold', [reach(atLeast('nights', 20))]);

const closing = (
	credits: readonly Credit[],
	above: readonly Tier[],
	change: Partial<Version>,
	before = '2027-01-01',
	given: Parameters<typeof closeYears>[1] = []
) =>
	closeYears(
		credits,
		given,
		programmeOfTiers({ above, ...change }),
		'2020-05-01',
		before,
		countingIds()
	);
const said = (made: readonly Credit[]) =>
	made.map(({ kind, amount, countsOn }) => [kind, amount, countsOn]);

describe('D3: real nights above the threshold of the tier roll over', () => {
	const rollOver = [{ id: 'above', credit: 'nights', tierMin: 'gold' }];
	const rolled = (credits: readonly Credit[], ...above: readonly Tier[]) =>
		said(closing(credits, [silver, ...above], { rollOver }));
	const five = [['nights', 5, '2027-01-01']];

	test('D3: as one credit on 1 January, of its own kind and cause', () => {
		expect(closing([creditOf('nights', 25, '2026-06-01')], [silver, gold], { rollOver })).toEqual([
			{
				id: 'id-000001',
				kind: 'nights',
				amount: 5,
				countsOn: '2027-01-01',
				basis: 'rolled',
				cause: 'roll-over',
				programmeVersion: 1
			}
		]);
	});

	test.each([
		['on 1 January', ['2026-01-01'], five],
		['on 31 December', ['2026-12-31'], five],
		['of the year before', ['2025-12-31'], [['nights', 5, '2026-01-01']]],
		['that the year after has', ['2027-01-01'], []]
	])('D3: 25 nights %s', (_, [day = ''], made) => {
		expect(rolled([creditOf('nights', 25, day)], gold)).toEqual(made);
	});

	test('D3: years in their order, whichever credit became known first', () => {
		const credits = [creditOf('nights', 26, '2026-06-01'), creditOf('nights', 25, '2025-06-01')];
		expect(rolled(credits, gold)).toEqual([
			['nights', 5, '2026-01-01'],
			['nights', 6, '2027-01-01']
		]);
	});

	const twentyFive = [creditOf('nights', 25, '2026-06-01')];
	test.each<[string, Tier, unknown]>([
		['is named as well', tier('gold', [named, reach(atLeast('nights', 20))]), five],
		[
			'asks for 20, in the whole membership for 12',
			tier('gold', [
				reach(atLeast('nights', 12), { window: membership }),
				reach(atLeast('nights', 20))
			]),
			five
		],
		[
			'allows three no-shows',
			tier('gold', [reach({ kind: 'all', of: [atMost('no-shows', 3), atLeast('nights', 20)] })]),
			five
		],
		[
			'asks for 20, or for 15 and spend',
			tier('gold', [
				reach({
					kind: 'any',
					of: [
						atLeast('nights', 20),
						{ kind: 'all', of: [atLeast('nights', 15), atLeast('spend', 9)] }
					]
				})
			]),
			[['nights', 10, '2027-01-01']]
		],
		['asks for no nights', tier('gold', [reach(atMost('no-shows', 3))]), []],
		['asks for as many nights', tier('gold', [reach(atLeast('nights', 25))]), []]
	])('D3: where the tier %s', (_, one, made) => {
		expect(rolled(twentyFive, one)).toEqual(made);
	});

	test('D3: the tier of the year is not one of the whole membership', () => {
		const lifetime = tier('lifetime', [
			reach(atLeast('nights', 5), { window: membership, validity: life })
		]);
		expect(rolled(twentyFive, gold, lifetime)).toEqual(five);
	});

	test('D3: of every tier that asks for such nights, where none is the least', () => {
		const every = { rollOver: [{ id: 'above', credit: 'nights' }] };
		expect(said(closing([creditOf('nights', 13, '2026-06-01')], [silver, gold], every))).toEqual([
			['nights', 3, '2027-01-01']
		]);
	});
});

describe('D3: years at whose end a tier is held', () => {
	const tierYears = [{ id: 'years', credit: 'years', tierMin: 'gold' }];
	const years = (credits: readonly Credit[], above: readonly Tier[], before = '2025-01-01') =>
		said(closing(credits, above, { tierYears }, before));

	test('D3: one credit on 31 December, a real one; also for what was earned on that day', () => {
		const credits = [creditOf('nights', 20, '2023-12-31')];
		expect(closing(credits, [gold], { tierYears }, '2024-01-01')).toEqual([
			{
				id: 'id-000001',
				kind: 'years',
				amount: 1,
				countsOn: '2023-12-31',
				basis: 'real',
				cause: 'tier-years',
				programmeVersion: 1
			}
		]);
	});

	// Gold by nights of the year, or for ever by one year of it.
	const sticky = tier('gold', [
		reach(atLeast('nights', 20)),
		reach(atLeast('years', 1), { id: 'years', window: membership, validity: life })
	]);

	test('D3: years that count help to hold the tier in those after them', () => {
		expect(years([creditOf('nights', 20, '2021-06-01')], [sticky])).toEqual(
			['2021', '2022', '2023', '2024'].map((year) => ['years', 1, `${year}-12-31`])
		);
	});

	test('D3: a year does not carry itself when its nights are taken back', () => {
		const credits = [
			creditOf('nights', 20, '2024-06-01'),
			creditOf('years', 1, '2024-12-31', { cause: 'tier-years' }),
			creditOf('nights', -20, '2024-06-01')
		];
		expect(years(credits, [sticky])).toEqual([['years', -1, '2024-12-31']]);
	});

	test('D3: a tier that was given counts from its own year on', () => {
		const given = [grantOf('gold', '2023-05-01', '2024-06-30', 'named')];
		expect(said(closing([], [gold], { tierYears }, '2026-01-01', given))).toEqual([
			['years', 1, '2023-12-31']
		]);
		expect(closing([], [gold], { tierYears }, '2026-01-01')).toEqual([]);
	});
});

test('D3: what rolls and the year itself are two credits, each set right by itself', () => {
	const change: Partial<Version> = {
		rollOver: [{ id: 'above', credit: 'nights' }],
		tierYears: [{ id: 'years', credit: 'years', tierMin: 'gold' }]
	};
	const credits = [creditOf('nights', 25, '2026-06-01')];
	const made = closing(credits, [gold], change);
	expect(said(made)).toEqual([
		['nights', 5, '2027-01-01'],
		['years', 1, '2026-12-31']
	]);
	expect(closing([...credits, ...made], [gold], change)).toEqual([]);
	const late = creditOf('nights', 2, '2026-08-01');
	expect(said(closing([...credits, ...made, late], [gold], change))).toEqual([
		['nights', 2, '2027-01-01']
	]);
});

test.each([
	['roll-over', true],
	['tier-years', true],
	['card gold', false],
	[undefined, false]
])('D3: whether %s is of the end of a year: %s', (cause, is) => {
	expect(isOfClosing({ cause })).toBe(is);
});
