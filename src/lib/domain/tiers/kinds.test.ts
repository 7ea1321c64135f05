import { describe, expect, test } from 'vitest';
import type { Version } from '../programme/programme.ts';
import {
	atLeast,
	keepOf,
	oneDown,
	programmeOfTiers,
	reach,
	tier,
	untilNextYear
} from '../testing/tier-parts.ts';
import { closesYears, hasKeep, hasRestart, isSequential } from './kinds.ts';
import { landsBelow, type Hold } from './holds.ts';

const silver = tier('silver', [reach(atLeast('nights', 10))]);
const kept = { ...silver, keep: keepOf(atLeast('nights', 8)) };
const after = tier('gold', [reach(atLeast('nights', 20), { after: 'silver' })]);
const named = tier('gold', [{ id: 'named', kind: 'named', validity: untilNextYear }]);
const needs = atLeast('nights', 5);
const lent = tier('gold', [
	{ id: 'lent', kind: 'challenge', days: 90, needs, validity: untilNextYear }
]);

const none = { walks: false, keeps: false, closes: false, restarts: false };
type Change = Partial<Version> & { readonly above: Version['tiers'][0][] };
const plain: Change = { above: [silver, named] };

describe('D3: what a programme asks of its history', () => {
	test.each<[string, Change, Partial<typeof none>]>([
		['sums over windows, a tier by name', plain, {}],
		['lists that are empty', { ...plain, rollOver: [], tierYears: [] }, {}],
		['a tier to be kept', { above: [kept] }, { walks: true, keeps: true }],
		['a way open after a tier', { above: [silver, after] }, { walks: true }],
		['a tier that is lent', { above: [silver, lent] }, { walks: true }],
		[
			'counters that start anew',
			{ ...plain, restart: 'on-upgrade' },
			{ walks: true, restarts: true }
		],
		[
			'nights that roll over',
			{ ...plain, rollOver: [{ id: 'r', credit: 'nights' }] },
			{ closes: true }
		],
		[
			'years of a tier',
			{ ...plain, tierYears: [{ id: 'y', credit: 'years', tierMin: 'silver' }] },
			{ closes: true }
		]
	])('D3: %s, in all versions or in one', (_, change, asks) => {
		const later = { from: '2026-01-01' };
		for (const programme of [
			programmeOfTiers(change),
			programmeOfTiers(change, { ...plain, ...later }),
			programmeOfTiers(plain, { ...change, ...later })
		])
			expect({
				walks: isSequential(programme),
				keeps: hasKeep(programme),
				closes: closesYears(programme),
				restarts: hasRestart(programme)
			}).toEqual({ ...none, ...asks });
	});
});

describe('D3: after which tiers their own review says what comes', () => {
	const falls = { ...silver, keep: keepOf(needs, oneDown) };
	const hold = (kind: Hold['kind'], validTo: string | undefined, id = 'silver'): Hold => ({
		tier: id,
		from: '2025-03-01',
		validTo,
		kind
	});

	test.each([
		['reached', true],
		['kept', true],
		['named', true],
		['gift', false],
		['challenge', false],
		['card', false]
	] as const)('D3: a tier that is %s: %s', (kind, lands) => {
		expect(landsBelow(hold(kind, '2026-12-31'), programmeOfTiers({ above: [falls] }))).toBe(lands);
	});

	test('D3: not where credits say it, where nothing is to be kept, or where the tier is no more', () => {
		const lands = (above: Version['tiers'][0][], id?: string) =>
			landsBelow(hold('reached', '2026-12-31', id), programmeOfTiers({ above }));
		expect(lands([kept])).toBe(false);
		expect(lands([silver])).toBe(false);
		expect(lands([falls], 'gone')).toBe(false);
	});

	test('D3: by the version of its last day; of a tier for life by that of its first', () => {
		const programme = programmeOfTiers({ above: [kept] }, { from: '2026-01-01', above: [falls] });
		expect(landsBelow(hold('reached', '2025-12-31'), programme)).toBe(false);
		expect(landsBelow(hold('reached', '2026-12-31'), programme)).toBe(true);
		const turned = programmeOfTiers({ above: [kept] }, { from: '2025-01-01', above: [falls] });
		expect(landsBelow(hold('reached', undefined), turned)).toBe(true);
	});
});
