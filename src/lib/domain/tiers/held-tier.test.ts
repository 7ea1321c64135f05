import { describe, expect, test } from 'vitest';
import type { TierGrant, TierReason } from '../ledger/account.ts';
import { atLeast, grantOf, keepOf, programmeOfTiers, reach, tier } from '../testing/tier-parts.ts';
import { heldThrough, heldTier, standing } from './held-tier.ts';

const needs = atLeast('nights', 10);
const silver = tier('silver', [reach(needs)]);
const gold = tier('gold', [reach(atLeast('nights', 20))]);
const simple = programmeOfTiers({ above: [silver, gold] });
const keep = keepOf(needs);
const kept = () =>
	programmeOfTiers({
		above: [
			{ ...silver, keep },
			{ ...gold, keep }
		]
	});

test('C1 D3: what was taken back does not stand, nor does what takes it back', () => {
	const one = grantOf('silver', '2026-01-01', undefined);
	const other = grantOf('gold', '2026-02-01', undefined);
	const back = grantOf('silver', '2026-01-01', undefined, 'corrected', { revokes: one.id });
	expect(standing([one, other, back])).toEqual([other]);
	expect(standing([back])).toEqual([]);
});

describe('D3: since when and through which day a tier is held without a gap', () => {
	test.each<[string, [string, string | undefined][], string, string | undefined]>([
		['one', [['2025-03-01', '2026-12-31']], '2025-03-01', '2026-12-31'],
		['one for life', [['2025-03-01', undefined]], '2025-03-01', undefined],
		[
			'one that follows on the next day, whichever is known first',
			[
				['2026-01-01', '2026-12-31'],
				['2027-01-01', '2027-12-31'],
				['2025-03-01', '2025-12-31']
			],
			'2025-03-01',
			'2027-12-31'
		],
		[
			'one for life that follows on the next day',
			[
				['2025-03-01', '2026-12-31'],
				['2027-01-01', undefined]
			],
			'2025-03-01',
			undefined
		],
		[
			'a gap of a day before and after',
			[
				['2024-01-01', '2025-02-27'],
				['2025-03-01', '2026-12-30'],
				['2027-01-01', '2027-12-31']
			],
			'2025-03-01',
			'2026-12-30'
		],
		[
			'two that overlap',
			[
				['2026-03-01', '2027-12-31'],
				['2025-03-01', '2026-12-31']
			],
			'2025-03-01',
			'2027-12-31'
		]
	])('D3: %s', (_, spans, since, validTo) => {
		const grants = [
			...spans.map(([from, to]) => grantOf('silver', from, to)),
			grantOf('gold', '2020-01-01', '2025-02-28')
		];
		expect(heldTier(grants, simple, '2026-06-01')).toEqual({
			tier: silver,
			rank: 1,
			since,
			validTo
		});
	});

	test('D3: the floor has neither', () => {
		expect(heldTier([], simple, '2026-06-01')).toEqual({
			tier: simple[0].document.tiers[0],
			rank: 0
		});
	});
});

describe('D3: a tier to be kept is held on until its review is done', () => {
	const heldOn = (day: string, ...grants: TierGrant[]) => {
		const { tier: held, since, validTo } = heldTier(grants, kept(), day);
		return [held.id, since, validTo];
	};
	const over = grantOf('gold', '2025-02-01', '2026-05-31');

	test('D3: with the dates that it had', () => {
		expect(heldOn('2026-06-20', over)).toEqual(['gold', '2025-02-01', '2026-05-31']);
		expect(heldOn('2026-05-31', over)).toEqual(['gold', '2025-02-01', '2026-05-31']);
	});

	test('D3: the highest of several that wait, by its own dates', () => {
		const below = grantOf('silver', '2024-01-01', '2026-03-31');
		const named = grantOf('gold', '2026-04-15', '2026-05-31', 'named');
		expect(heldOn('2026-06-20', below, named)).toEqual(['gold', '2026-04-15', '2026-05-31']);
	});

	test('D3: one that is in force again says its own last day', () => {
		const again = grantOf('gold', '2026-07-01', '2027-06-30', 'named');
		expect(heldOn('2026-08-01', over, again)[2]).toBe('2027-06-30');
	});

	test('D3: what begins later is not held yet, for life or not', () => {
		for (const validTo of [undefined, '2027-12-31'])
			expect(heldOn('2026-05-31', grantOf('gold', '2026-06-01', validTo))[0]).toBe('member');
	});

	test.each<[TierReason['kind'], string, string]>([
		['reached', '2026-06-01', 'silver'],
		['kept', '2026-06-01', 'silver'],
		['fallen', '2026-06-01', 'silver'],
		['named', '2026-06-01', 'gold'],
		['card', '2026-06-01', 'gold'],
		['merged', '2026-06-01', 'gold'],
		['reached', '2026-05-31', 'gold'],
		['reached', '2026-06-21', 'gold'],
		['reached', '2026-06-20', 'silver']
	])('D3: beside a lower one %s from %s the member is %s on 20 June', (kind, from, held) => {
		expect(heldOn('2026-06-20', over, grantOf('silver', from, '2027-12-31', kind))[0]).toBe(held);
	});

	test.each<TierReason['kind']>(['gift', 'challenge'])('E1 D3: not one by %s', (kind) => {
		expect(heldOn('2026-06-01', grantOf('gold', '2026-03-01', '2026-05-31', kind))[0]).toBe(
			'member'
		);
	});

	test('D3: not one that the version of its last day does not review, or no longer has', () => {
		const held = (programme: typeof simple, id: string) =>
			heldTier([grantOf(id, '2025-02-01', '2026-05-31')], programme, '2026-06-01').tier.id;
		const onlyGold = programmeOfTiers({ above: [silver, { ...gold, keep }] });
		expect(held(onlyGold, 'silver')).toBe('member');
		expect(held(onlyGold, 'gold')).toBe('gold');
		const without = programmeOfTiers(
			{ above: [{ ...silver, keep }, gold] },
			{ from: '2026-01-01', above: [gold] }
		);
		expect(held(without, 'silver')).toBe('member');
	});
});

describe('D4: how long a tier or a higher one lasts, for points that sleep under it', () => {
	const from = '2026-03-01';
	const to = '2026-08-31';
	const early = grantOf('gold', '2026-02-01', '2026-03-31');
	const late = grantOf('gold', '2026-06-01', '2026-10-31');
	const forLife = grantOf('gold', '2026-08-31', undefined);

	test.each<[string, TierGrant[], string | undefined]>([
		['none', [], undefined],
		['a lower one', [grantOf('silver', '2020-01-01', undefined)], undefined],
		['the last that begins in time', [early, late], '2026-10-31'],
		['the last, whichever is known first', [late, early], '2026-10-31'],
		['one for life', [early, forLife], 'life'],
		['one for life, known first', [forLife, early], 'life'],
		['one for life that follows on one', [late, grantOf('gold', '2026-11-01', undefined)], 'life'],
		[
			'one that follows after a gap',
			[late, grantOf('gold', '2026-11-02', undefined)],
			'2026-10-31'
		],
		['one that ends on the first day', [grantOf('gold', '2025-01-01', from)], from],
		['one that ended before', [grantOf('gold', '2025-01-01', '2026-02-28')], undefined],
		['one that begins on the last day', [grantOf('gold', to, '2027-08-30')], '2027-08-30'],
		['one that begins after', [grantOf('gold', '2026-09-01', undefined)], undefined]
	])('D4: %s', (_, grants, through) => {
		expect(heldThrough(grants, simple, 'gold', from, to)).toBe(through);
	});

	test('D4: higher ones count, taken back ones do not', () => {
		expect(heldThrough([early], simple, 'silver', from, to)).toBe('2026-03-31');
		const back = grantOf('gold', '2026-02-01', '2026-03-31', 'corrected', { revokes: early.id });
		expect(heldThrough([early, back], simple, 'silver', from, to)).toBeUndefined();
	});
});
