import { expect, test } from 'vitest';
import { creditOf, grantOf } from '../testing/tier-parts.ts';
import { granting, revoking } from './reached.ts';
import { Tally } from './tally.ts';

test('D3: counters are summed over the days of a window, and one without any is not there', () => {
	const tally = new Tally([
		creditOf('nights', 4, '2026-05-01'),
		creditOf('stays', 1, '2026-05-01'),
		creditOf('nights', 2, '2026-02-01'),
		creditOf('nights', 1, '2026-05-01'),
		creditOf('nights', -2, '2026-09-01')
	]);
	const within = (from?: string, to?: string) => [...tally.within({ from, to })];
	expect(tally.days).toEqual(['2026-02-01', '2026-05-01', '2026-09-01']);
	expect(within()).toEqual([
		['nights', 5],
		['stays', 1]
	]);
	expect(within('2026-02-01', '2026-02-01')).toEqual([['nights', 2]]);
	expect(within('2026-02-02', '2026-05-01')).toEqual([
		['nights', 5],
		['stays', 1]
	]);
	expect(within('2026-05-02')).toEqual([['nights', -2]]);
	expect(within(undefined, '2026-01-31')).toEqual([]);
	expect(within('2026-02-02', '2026-04-30')).toEqual([]);
	expect(within('2026-09-02')).toEqual([]);
});

test('C1 D3: a grant says what was met; what takes it back says why and which', () => {
	const window = { from: '2026-01-01', to: '2026-12-31' };
	const reached = {
		kind: 'reached',
		tier: 'silver',
		way: 'ten-nights',
		from: '2026-05-01',
		validTo: '2027-12-31',
		window,
		credits: { nights: 11 },
		programmeVersion: 2
	} as const;
	expect(granting(reached, () => 'g')).toEqual({
		id: 'g',
		tier: 'silver',
		from: '2026-05-01',
		validTo: '2027-12-31',
		reason: { kind: 'reached', way: 'ten-nights', window, credits: { nights: 11 } },
		programmeVersion: 2
	});
	const grant = grantOf('silver', '2026-05-01', '2027-12-31');
	expect(revoking(grant, () => 'r')).toEqual({
		...grant,
		id: 'r',
		reason: { kind: 'corrected', why: 'credits-taken-back' },
		revokes: grant.id
	});
});
