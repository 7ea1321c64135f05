import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, earlier, later } from '../calendar.ts';
import type { Credit, TierGrant } from '../ledger/account.ts';
import type { Need, Programme, Tier, Version, Window } from '../programme/programme.ts';
import { countingIds, programmeLike, templateVersion } from '../testing/make.ts';
import { countsFrom, countsIn, evaluateTiers, reachedTiers } from './evaluate.ts';
import { heldTier, standing } from './held-tier.ts';
import { nextTier, progressTo } from './progress.ts';
import { meets } from './ways.ts';
import { countsThrough, tierValidTo, windowOn } from './windows.ts';
import { runs } from '../testing/runs.ts';

const joinedOn = '2020-05-10';
let count = 0;

function credit(kind: string, amount: number, countsOn: string): Credit {
	count += 1;
	return { id: `c-${count}`, kind, amount, countsOn, basis: 'real', programmeVersion: 1 };
}

function grantAll(
	programme: Programme,
	credits: readonly Credit[],
	grants: readonly TierGrant[] = []
) {
	const days = credits.map(({ countsOn }) => countsOn);
	const touched = { from: days.reduce(earlier), to: days.reduce(later) };
	return [
		...grants,
		...evaluateTiers(
			grants,
			credits,
			programme,
			joinedOn,
			touched,
			countingIds(`g${grants.length}`)
		)
	];
}

function tierOn(programme: Programme, grants: readonly TierGrant[], day: string) {
	return heldTier(grants, programme, day).tier.id;
}

/** Gold after a number of nights, over Silver after 10. */
function withWindow(window: Window, needs: Need, more: Partial<Version> = {}): Programme {
	const { tiers } = templateVersion('meridian');
	const [floor, silver] = tiers;
	if (!silver) throw new Error('no silver');
	const way = { id: 'way', kind: 'reach', window, needs, validity: { kind: 'life' } } as const;
	const tier: Tier = { ...silver, ways: [way] };
	return programmeLike('meridian', { tiers: [floor, tier], ...more });
}

const nights = (amount: number) => ({ kind: 'at-least', credit: 'nights', amount }) as const;

describe('D3: windows and validity', () => {
	test.each([
		[{ kind: 'calendar-year' }, '2026-05-20', '2026-01-01', '2026-12-31', '2026-12-31'],
		[{ kind: 'member-year' }, '2026-05-09', '2025-05-10', '2026-05-09', '2026-05-09'],
		[{ kind: 'membership' }, '2026-05-09', undefined, undefined, undefined],
		[{ kind: 'rolling-months', months: 12 }, '2026-05-20', '2025-05-01', '2026-05-20', '2027-05-31']
	] as const)(
		'D3: %o on %s: from %s to %s, a credit counts through %s',
		(window, day, from, to, through) => {
			expect(windowOn(window, day, joinedOn)).toEqual({ from, to });
			expect(countsThrough(window, day, joinedOn)).toBe(through);
		}
	);

	test.each([
		[{ kind: 'life' }, '2026-05-20', undefined],
		[{ kind: 'end-of-month', month: 2, yearsAfter: 2 }, '2026-05-20', '2028-02-29'],
		[{ kind: 'end-of-month', month: 2, yearsAfter: 2 }, '2027-05-20', '2029-02-28'],
		[{ kind: 'end-of-month', month: 12, yearsAfter: 1 }, '2026-12-31', '2027-12-31'],
		[{ kind: 'months', months: 24, from: 'month-start' }, '2018-06-15', '2020-05-31'],
		[{ kind: 'months', months: 12, from: 'day' }, '2026-06-15', '2027-06-14'],
		[{ kind: 'member-year', yearsAfter: 1 }, '2026-06-15', '2028-05-09']
	] as const)('D3: %o reached on %s is valid to %s', (validity, reachedOn, validTo) => {
		expect(tierValidTo(validity, reachedOn, joinedOn)).toBe(validTo);
	});
});

describe('D3: needs', () => {
	const version = templateVersion('meridian');
	const counts = new Map([
		['nights', 100],
		['spend', 2_299_999]
	]);
	const spend = (amount: string) => ({ kind: 'at-least', credit: 'spend', amount }) as const;

	test.each([
		[nights(100), true],
		[nights(101), false],
		[spend('22999.99'), true],
		[spend('23000'), false],
		[{ kind: 'all', of: [nights(100), spend('23000')] }, false],
		[{ kind: 'any', of: [nights(100), spend('23000')] }, true],
		[{ kind: 'at-most', credit: 'stays', amount: 0 }, true],
		[{ kind: 'at-most', credit: 'nights', amount: 99 }, false],
		[{ kind: 'all', of: [nights(50), { kind: 'any', of: [nights(200), spend('1')] }] }, true]
	] as const)('D3: %j is met: %s', (need, met) => {
		expect(meets(counts, need, version)).toBe(met);
	});
});

describe('D3: tiers from credits', () => {
	const meridian = programmeLike('meridian');

	test('D3: upgrade on the day the credits meet the need, downgrade on its date', () => {
		const grants = grantAll(meridian, [
			credit('nights', 9, '2026-03-10'),
			credit('nights', 1, '2026-05-20'),
			credit('nights', 15, '2026-07-01')
		]);
		expect(tierOn(meridian, grants, '2026-05-19')).toBe('member');
		expect(tierOn(meridian, grants, '2026-05-20')).toBe('silver');
		expect(tierOn(meridian, grants, '2026-07-01')).toBe('gold');
		expect(tierOn(meridian, grants, '2028-02-29')).toBe('gold');
		expect(tierOn(meridian, grants, '2028-03-01')).toBe('member');
		expect(grants.find(({ tier }) => tier === 'gold')?.reason).toEqual({
			kind: 'reached',
			way: '25-nights',
			window: { from: '2026-01-01', to: '2026-12-31' },
			credits: { nights: 25 }
		});
	});

	test('D3: many tiers at once need one grant, the highest', () => {
		const grants = grantAll(meridian, [credit('nights', 60, '2026-03-10')]);
		expect(grants.map(({ tier }) => tier)).toEqual(['platinum']);
	});

	test('D3: when the higher tier ends first, the lower one goes on', () => {
		const grants = grantAll(meridian, [
			credit('nights', 25, '2025-03-10'),
			credit('nights', 10, '2026-03-10')
		]);
		expect(heldTier(grants, meridian, '2027-02-28')).toMatchObject({ validTo: '2027-02-28' });
		expect(tierOn(meridian, grants, '2027-02-28')).toBe('gold');
		expect(heldTier(grants, meridian, '2027-03-01')).toMatchObject({
			tier: { id: 'silver' },
			since: '2026-03-10',
			validTo: '2028-02-29'
		});
	});

	test('D3: a tier renewed without a gap is held since its first day', () => {
		const grants = grantAll(meridian, [
			credit('nights', 10, '2025-03-10'),
			credit('nights', 10, '2026-06-10'),
			credit('nights', 10, '2027-11-11')
		]);
		expect(heldTier(grants, meridian, '2027-12-01')).toMatchObject({
			tier: { id: 'silver' },
			since: '2025-03-10',
			validTo: '2029-02-28'
		});
	});

	test('D3: credits taken away revoke what they carried, and only that', () => {
		const before = [credit('nights', 10, '2026-03-10'), credit('nights', 15, '2026-05-10')];
		const grants = grantAll(meridian, before);
		const fewer = [...before, credit('nights', -15, '2026-05-10')];
		const after = grantAll(meridian, fewer, grants);
		expect(tierOn(meridian, after, '2026-06-01')).toBe('silver');
		expect(after.filter(({ revokes }) => revokes !== undefined)).toMatchObject([
			{ tier: 'gold', reason: { kind: 'corrected' } }
		]);
		const again = grantAll(meridian, [...fewer, credit('nights', 15, '2026-06-10')], after);
		expect(tierOn(meridian, again, '2026-06-09')).toBe('silver');
		expect(tierOn(meridian, again, '2026-06-10')).toBe('gold');
	});

	test('D3: the last day of the year belongs to it: reached and taken away on 31 December', () => {
		const before = [credit('nights', 10, '2026-12-31')];
		const grants = grantAll(meridian, before);
		expect(tierOn(meridian, grants, '2026-12-31')).toBe('silver');
		const after = grantAll(meridian, [...before, credit('nights', -10, '2026-12-31')], grants);
		expect(tierOn(meridian, after, '2026-12-31')).toBe('member');
	});

	test('D3: a rolling tier is revoked wherever the credit taken away still counted', () => {
		const rolling = withWindow({ kind: 'rolling-months', months: 12 }, nights(10));
		const before = [credit('nights', 6, '2026-03-15'), credit('nights', 4, '2027-03-31')];
		const grants = grantAll(rolling, before);
		expect(tierOn(rolling, grants, '2027-03-31')).toBe('silver');
		const taken = [...before, credit('nights', -6, '2026-03-15')];
		const touched = { from: '2026-03-15', to: '2026-03-15' };
		const revoked = evaluateTiers(grants, taken, rolling, joinedOn, touched, countingIds('r'));
		expect(tierOn(rolling, [...grants, ...revoked], '2027-03-31')).toBe('member');
	});

	test('D3: what was reached before the days that are looked at again stays', () => {
		const rolling = withWindow({ kind: 'rolling-months', months: 12 }, nights(10));
		const before = [credit('nights', 10, '2026-03-15'), credit('nights', 10, '2028-03-15')];
		const grants = grantAll(rolling, before);
		const recent = before.slice(1);
		const touched = { from: '2028-03-15', to: '2028-03-15' };
		expect(evaluateTiers(grants, recent, rolling, joinedOn, touched, countingIds('r'))).toEqual([]);
	});

	test('D3: a late credit lets a tier begin earlier without taking away what was true', () => {
		const known = [credit('nights', 5, '2026-03-10'), credit('nights', 5, '2026-06-10')];
		const grants = grantAll(meridian, known);
		const after = grantAll(meridian, [...known, credit('nights', 5, '2026-04-01')], grants);
		expect(after.filter(({ revokes }) => revokes !== undefined)).toEqual([]);
		expect(tierOn(meridian, after, '2026-04-01')).toBe('silver');
		expect(standing(after)).toHaveLength(2);
	});

	test('D3: a named tier stays whatever the credits do', () => {
		const pearl = programmeLike('pearl');
		const named: TierGrant = {
			id: 'named',
			tier: 'vip',
			from: '2026-01-01',
			reason: { kind: 'named' },
			programmeVersion: 1
		};
		const after = grantAll(
			pearl,
			[credit('stays', 2, '2026-03-01'), credit('stays', -2, '2026-03-01')],
			[named]
		);
		expect(after).toEqual([named]);
	});

	test('D3: thresholds are those of the version in force on the day', () => {
		const { tiers } = templateVersion('meridian');
		const lower = tiers.map((tier) => ({
			...tier,
			ways: tier.ways.map((way) =>
				way.kind === 'reach' && way.id === '10-nights' ? { ...way, needs: nights(5) } : way
			)
		}));
		const [floor, ...rest] = lower;
		if (!floor) throw new Error('no floor');
		const changed = programmeLike('meridian', {}, { from: '2026-01-01', tiers: [floor, ...rest] });
		const old = grantAll(changed, [credit('nights', 9, '2025-12-31')]);
		expect(tierOn(changed, old, '2025-12-31')).toBe('member');
		const anew = grantAll(changed, [credit('nights', 5, '2026-01-01')]);
		expect(tierOn(changed, anew, '2026-01-01')).toBe('silver');
	});

	test('D3: twelve rolling months let old nights go', () => {
		const rolling = withWindow({ kind: 'rolling-months', months: 12 }, nights(10));
		const credits = [credit('nights', 6, '2025-03-31'), credit('nights', 4, '2026-03-15')];
		expect(tierOn(rolling, grantAll(rolling, credits), '2026-03-15')).toBe('silver');
		const gone = [credit('nights', 6, '2025-02-28'), credit('nights', 4, '2026-03-15')];
		expect(tierOn(rolling, grantAll(rolling, gone), '2026-03-15')).toBe('member');
	});

	test('D3: the member year begins on the day of joining', () => {
		const yearly = withWindow({ kind: 'member-year' }, nights(10));
		const across = [credit('nights', 6, '2026-05-09'), credit('nights', 4, '2026-05-10')];
		expect(tierOn(yearly, grantAll(yearly, across), '2026-05-10')).toBe('member');
		const within = [credit('nights', 6, '2026-05-10'), credit('nights', 4, '2027-05-09')];
		expect(tierOn(yearly, grantAll(yearly, within), '2027-05-09')).toBe('silver');
	});

	test('D3: credits must be loaded from the beginning of the longest window', () => {
		expect(countsFrom(meridian, '2026-05-20', joinedOn)).toBe('2026-01-01');
		expect(countsFrom(programmeLike('pearl'), '2026-05-20', joinedOn)).toBeUndefined();
		const rolling = withWindow({ kind: 'rolling-months', months: 12 }, nights(10));
		expect(countsFrom(rolling, '2026-05-20', joinedOn)).toBe('2025-05-01');
	});

	const anyCredits = fc.array(
		fc.record({
			kind: fc.constantFrom('nights', 'stays', 'spend'),
			amount: fc.integer({ min: 1, max: 30 }),
			day: fc.integer({ min: 0, max: 1500 })
		}),
		{ minLength: 1, maxLength: 25 }
	);

	test.each([
		['meridian', meridian],
		['pearl', programmeLike('pearl')],
		['rolling', withWindow({ kind: 'rolling-months', months: 12 }, nights(20))],
		['member year', withWindow({ kind: 'member-year' }, nights(20))]
	])('D3: %s: the order in which credits arrive changes no tier on any day', (_, programme) => {
		fc.assert(
			fc.property(anyCredits, (some) => {
				const credits = some.map(({ kind, amount, day }) => {
					const scale = kind === 'spend' ? 100_000 : 1;
					return credit(kind, amount * scale, addDays('2022-01-01', day));
				});
				let grants: readonly TierGrant[] = [];
				const seen: Credit[] = [];
				const newId = countingIds();
				for (const one of credits) {
					seen.push(one);
					const touched = { from: one.countsOn, to: one.countsOn };
					grants = [...grants, ...evaluateTiers(grants, seen, programme, joinedOn, touched, newId)];
				}
				const whole = reachedTiers(credits, programme, joinedOn).map((one, at) => ({
					...one,
					id: String(at),
					reason: { kind: 'reached' } as const
				}));
				for (let day = 0; day < 2600; day += 20) {
					const date = addDays('2022-01-01', day);
					expect(tierOn(programme, grants, date)).toBe(tierOn(programme, whole, date));
				}
			}),
			{ numRuns: runs(60) }
		);
	});
});

describe('B1: progress', () => {
	const meridian = programmeLike('meridian');

	test('B1: how many nights, and by when', () => {
		const silver = nextTier(meridian, 0, '2026-05-20');
		if (!silver) throw new Error('no next tier');
		const credits = [
			credit('nights', 9, '2025-12-31'),
			credit('nights', 7, '2026-05-20'),
			credit('nights', 5, '2026-05-21')
		];
		expect(progressTo(silver, credits, meridian, '2026-05-20', joinedOn)).toEqual([
			{
				way: '10-nights',
				window: { from: '2026-01-01', to: '2026-12-31' },
				by: '2026-12-31',
				needs: 'all',
				counters: [{ credit: 'nights', has: 7, goal: 10, left: 3 }]
			}
		]);
	});

	test('B1: several counters, with the currency of money; nothing above the top', () => {
		const top = nextTier(meridian, 4, '2026-05-20');
		if (!top) throw new Error('no next tier');
		const [way] = progressTo(
			top,
			[credit('spend', 100, '2026-02-01')],
			meridian,
			'2026-05-20',
			joinedOn
		);
		expect(way).toMatchObject({
			needs: 'all',
			counters: [
				{ credit: 'nights', goal: 100, left: 100 },
				{ credit: 'spend', has: 100, goal: 2_300_000, left: 2_299_900, currency: 'USD' }
			]
		});
		expect(nextTier(meridian, 5, '2026-05-20')).toBeUndefined();
	});

	test('B1: either of two counters over the whole membership has no last day', () => {
		const pearl = programmeLike('pearl');
		const member = nextTier(pearl, 1, '2026-05-20');
		if (!member) throw new Error('no next tier');
		const [way] = progressTo(member, [], pearl, '2026-05-20', joinedOn);
		expect(way).toMatchObject({ needs: 'any', by: undefined });
	});

	test('B1: "(a or b) and c" is two ways', () => {
		const either: Need = {
			kind: 'any',
			of: [nights(80), { kind: 'at-least', credit: 'stays', amount: 40 }]
		};
		const spend: Need = { kind: 'at-least', credit: 'spend', amount: '18000' };
		const programme = withWindow({ kind: 'calendar-year' }, { kind: 'all', of: [either, spend] });
		const tier = nextTier(programme, 0, '2026-05-20');
		if (!tier) throw new Error('no next tier');
		const ways = progressTo(tier, [], programme, '2026-05-20', joinedOn);
		expect(
			ways.map(({ needs, counters }) => [needs, ...counters.map((one) => one.credit)])
		).toEqual([
			['all', 'nights', 'spend'],
			['all', 'stays', 'spend']
		]);
	});

	test('D3: counts in a window end with the day', () => {
		const credits = [
			credit('nights', 3, '2026-01-01'),
			credit('nights', 4, '2026-02-01'),
			credit('nights', 5, '2026-02-02')
		];
		expect(countsIn(credits, { kind: 'calendar-year' }, '2026-02-01', joinedOn).get('nights')).toBe(
			7
		);
	});
});
