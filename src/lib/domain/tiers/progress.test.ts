import { describe, expect, test } from 'vitest';
import type { Need } from '../programme/programme.ts';
import {
	atLeast,
	atMost,
	calendarYear,
	creditOf,
	programmeOfTiers,
	reach,
	tier,
	untilNextYear
} from '../testing/tier-parts.ts';
import { nextTier, openWays, progressTo } from './progress.ts';

const named = { id: 'named', kind: 'named', validity: untilNextYear } as const;
const open = reach(atLeast('nights', 20), { id: 'open' });
const afterSilver = reach(atLeast('nights', 15), { id: 'after', after: 'silver' });
const silver = tier('silver', [reach(atLeast('nights', 10))]);
const gold = tier('gold', [named, open, afterSilver]);
const vip = tier('vip', [named]);
const closed = tier('closed', [{ ...afterSilver, after: 'gold' }]);
const top = tier('top', [reach(atLeast('nights', 50))]);

describe('B1 D3: the next tier is one that credits lead to', () => {
	const programme = programmeOfTiers({ above: [silver, vip, closed, gold, top] });

	test.each([
		[0, 'silver'],
		[1, 'gold'],
		[4, 'top'],
		[5, undefined]
	])('B1: from rank %i it is %s', (rank, next) => {
		expect(nextTier(programme, rank, '2026-05-01')?.id).toBe(next);
	});

	test.each([
		[undefined, ['open']],
		['silver', ['open', 'after']],
		['top', ['open']]
	])('D3: ways that are open to who holds %s', (held, ways) => {
		expect(openWays(gold, held).map(({ id }) => id)).toEqual(ways);
	});
});

describe('B1 D3: progress', () => {
	const credits = [
		creditOf('nights', 12, '2026-02-01'),
		creditOf('no-shows', 1, '2026-02-01'),
		creditOf('spend', 15_050, '2026-02-01'),
		creditOf('nights', 7, '2025-08-01')
	];
	const progress = (
		needs: Need,
		more: Parameters<typeof reach>[1] = {},
		held?: { readonly held: string }
	) => {
		const one = tier('gold', [named, reach(needs, { id: 'way', ...more })]);
		const programme = programmeOfTiers({ above: [one] });
		return progressTo(one, credits, programme, '2026-05-01', '2024-01-01', held);
	};

	test('D3: only ways by credits are told, one that is not open only where nobody asks who holds what', () => {
		const needs = atLeast('nights', 20);
		const ways = (held?: string) =>
			progress(needs, { after: 'silver' }, held === undefined ? undefined : { held }).map(
				({ way }) => way
			);
		expect(ways()).toEqual(['way']);
		expect(ways('silver')).toEqual(['way']);
		expect(ways('member')).toEqual([]);
		expect(progress(needs, {}, { held: 'member' }).map(({ way }) => way)).toEqual(['way']);
	});

	test('D3: what is missing, in money with its currency; what must not be passed has nothing left', () => {
		const needs: Need = {
			kind: 'all',
			of: [atLeast('nights', 20), atLeast('spend', 200), atMost('no-shows', 3)]
		};
		expect(progress(needs)).toEqual([
			{
				way: 'way',
				window: { from: '2026-01-01', to: '2026-12-31' },
				by: '2026-12-31',
				needs: 'all',
				counters: [
					{ credit: 'nights', has: 12, goal: 20, left: 8 },
					{ credit: 'spend', has: 15_050, goal: 20_000, left: 4_950, currency: 'USD' },
					{ credit: 'no-shows', has: 1, goal: 3, left: 0, atMost: true }
				]
			}
		]);
	});

	test('D3: months that roll have no last day, for some credits leave with each month', () => {
		const rolling = { kind: 'rolling-months', months: 12 } as const;
		const [way] = progress(atLeast('nights', 25), { window: rolling });
		expect(way).toMatchObject({ by: undefined, counters: [{ has: 19, left: 6 }] });
		expect(progress(atLeast('nights', 25), { window: calendarYear })[0]?.by).toBe('2026-12-31');
	});

	const [a, b, c] = [atLeast('nights', 20), atLeast('base', 9), atLeast('years', 2)];
	const any = (...of: Need[]): Need => ({ kind: 'any', of });
	const all = (...of: Need[]): Need => ({ kind: 'all', of });
	test.each<[string, Need, [string, string][]]>([
		['one counter', a, [['all', 'nights']]],
		['any of two', any(a, b), [['any', 'nights base']]],
		['all of two', all(a, b), [['all', 'nights base']]],
		[
			'one, or two together',
			any(a, all(b, c)),
			[
				['all', 'nights'],
				['all', 'base years']
			]
		],
		[
			'either of two, and a third',
			all(any(a, b), c),
			[
				['all', 'nights years'],
				['all', 'base years']
			]
		]
	])('D3: %s', (_, needs, rows) => {
		expect(
			progress(needs).map((row) => [row.needs, row.counters.map(({ credit }) => credit).join(' ')])
		).toEqual(rows);
	});
});
