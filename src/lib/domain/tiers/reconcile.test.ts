import { describe, expect, test } from 'vitest';
import { countingIds } from '../testing/make.ts';
import { countedOn, grantFor, reach } from '../testing/ten-nights.ts';
import { programmeOfTiers, tier } from '../testing/tier-parts.ts';
import { rankEarned } from './rank-earned.ts';
import type { Expected } from './reached.ts';
import { reconcile } from './reconcile.ts';

const silver: Expected = {
	kind: 'reached',
	tier: 'silver',
	way: 'nights',
	from: '2026-05-10',
	validTo: '2027-12-31',
	window: { from: '2026-01-01', to: '2026-12-31' },
	credits: { nights: 10 },
	programmeVersion: 1
};
const granted = (one: Expected) =>
	grantFor(one.tier, one.from, one.validTo, { kind: one.kind, way: one.way });

describe('D3: grants become what credits say, by adding and revoking', () => {
	const made = (grant: Expected, expected: Expected) =>
		reconcile([granted(grant)], [expected], countingIds()).map(({ revokes, tier, reason }) =>
			revokes ? `revokes ${tier}` : `grants ${reason.kind} ${tier}`
		);

	test.each(['reached', 'kept', 'fallen'] as const)(
		'D3: what stands as it is expected (%s) is left alone',
		(kind) => {
			expect(made({ ...silver, kind }, { ...silver, kind })).toEqual([]);
		}
	);

	test.each([
		['another tier', { tier: 'gold' }, 'grants kept gold'],
		['another first day', { from: '2026-05-09' }, 'grants kept silver'],
		['a later last day', { validTo: '2028-12-31' }, 'grants kept silver'],
		['another way', { way: 'stays' }, 'grants kept silver'],
		['how it ended', { kind: 'fallen' }, 'grants fallen silver']
	] as const)('D3: a review that says %s takes the place of the old one', (_, other, grants) => {
		const kept: Expected = { ...silver, kind: 'kept' };
		expect(made(kept, { ...kept, ...other })).toEqual(['revokes silver', grants]);
	});

	test.each([
		['from an earlier day', { from: '2026-04-01' }],
		['on the same day by another way', { way: 'stays' }],
		['for longer', { validTo: '2028-12-31' }],
		['for life', { validTo: undefined }]
	])('D3: a tier that is reached %s leaves the old grant, which was true', (_, other) => {
		expect(made(silver, { ...silver, ...other })).toEqual(['grants reached silver']);
	});

	test.each([
		['from a later day', silver, { from: '2026-06-01' }, 'grants reached silver'],
		['for less long', silver, { validTo: '2026-12-31' }, 'grants reached silver'],
		['of another name', silver, { tier: 'gold' }, 'grants reached gold'],
		['by a review', silver, { kind: 'kept' }, 'grants kept silver'],
		['after a review', { ...silver, kind: 'kept' }, { from: '2026-04-01' }, 'grants reached silver']
	] as const)('D3: a tier that comes %s does not carry the old grant', (_, old, other, grants) => {
		expect(made(old, { ...silver, ...other })).toEqual(['revokes silver', grants]);
	});
});

describe('D3: the rank earned by a day', () => {
	const programme = programmeOfTiers({
		above: [
			tier('silver', [reach('nights')]),
			tier('gold', [reach('more', { window: { kind: 'membership' } })])
		]
	});
	const rank = (kind: 'named' | 'challenge', day: string) =>
		rankEarned(
			[],
			[grantFor('gold', '2026-03-01', '2026-05-29', { kind })],
			programme,
			'2020-01-01',
			day
		);

	test('D3: a tier that is lent is not held for itself, one that was given is', () => {
		expect(rank('named', '2026-05-29')).toBe(2);
		expect(rank('challenge', '2026-05-29')).toBe(0);
	});

	test('D3: what is given or earned counts from its day to its last', () => {
		expect(rank('named', '2026-02-28')).toBe(0);
		expect(rank('named', '2026-05-30')).toBe(0);
		const [only] = [programmeOfTiers({ above: [tier('silver', [reach('nights')])] })];
		const credits = [countedOn('2026-03-10', 10)];
		expect(rankEarned(credits, [], only, '2020-01-01', '2026-03-09')).toBe(0);
		expect(rankEarned(credits, [], only, '2020-01-01', '2027-12-31')).toBe(1);
		expect(rankEarned(credits, [], only, '2020-01-01', '2028-01-01')).toBe(0);
	});
});
