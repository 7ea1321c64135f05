import { describe, expect, test } from 'vitest';
import type { Credit, TierGrant } from '../ledger/account.ts';
import type { ChallengeWay, KeepWindow, Programme, Tier } from '../programme/programme.ts';
import {
	countedOn,
	grantFor,
	life,
	monthsLong,
	nights,
	reach,
	stays,
	untilDecember
} from '../testing/ten-nights.ts';
import { programmeOfTiers, tier } from '../testing/tier-parts.ts';
import { walkTiers } from './walk.ts';

const joinedOn = '2020-05-10';
const membership = { kind: 'membership' } as const;
const rolling = { kind: 'rolling-months', months: 12 } as const;

function walked(
	programme: Programme,
	credits: readonly Credit[],
	given: readonly TierGrant[] = [],
	through = '2029-12-31'
) {
	return walkTiers(credits, given, programme, joinedOn, through).map(
		({ kind, tier, from, validTo }) => [kind, tier, from, validTo ?? 'life'].join(' ')
	);
}

const named = (tier: string, from: string, validTo?: string) =>
	grantFor(tier, from, validTo, { kind: 'named', way: 'named' });

/** Diamond is open only to who holds Gold; nothing is reviewed. */
const silver = tier('silver', [reach('silver')]);
const gold = tier('gold', [reach('gold', { needs: nights(20) })]);
const diamond = tier('diamond', [
	reach('diamond', { needs: nights(30), after: 'gold', validity: monthsLong(6) })
]);
const ladder = (...above: readonly Tier[]) =>
	programmeOfTiers({ above: [...above, gold, diamond] });

describe('D3: days are walked through in their order', () => {
	test('D3: a tier reached says why, and what is already covered is nothing new', () => {
		const credits = [
			countedOn('2026-03-10', 12),
			countedOn('2026-04-10', 1),
			countedOn('2026-05-01', 7)
		];
		const common = {
			kind: 'reached',
			validTo: '2027-12-31',
			window: { from: '2026-01-01', to: '2026-12-31' },
			programmeVersion: 1
		};
		expect(walkTiers(credits, [], ladder(silver), joinedOn, '2026-12-31')).toEqual([
			{ ...common, tier: 'silver', way: 'silver', from: '2026-03-10', credits: { nights: 12 } },
			{ ...common, tier: 'gold', way: 'gold', from: '2026-05-01', credits: { nights: 20 } }
		]);
	});

	test('D3: nothing after the last day is looked at', () => {
		const credits = [countedOn('2026-03-10', 10), countedOn('2026-05-01', 10)];
		const through = (day: string) => walked(ladder(silver), credits, [], day).length;
		expect(['2026-03-09', '2026-03-10', '2026-04-30', '2026-05-01'].map(through)).toEqual([
			0, 1, 1, 2
		]);
	});

	test('D3: what is given opens further ways on its day, in whatever order it is told', () => {
		const given = [
			named('silver', '2026-05-20', '2026-06-20'),
			named('gold', '2026-04-01', '2026-04-30')
		];
		const credits = [countedOn('2026-03-10', 30, 'stays'), countedOn('2026-04-15', 1, 'stays')];
		const open = tier('diamond', [
			reach('diamond', { needs: stays(30), after: 'gold', validity: monthsLong(6) })
		]);
		const programme = programmeOfTiers({ above: [silver, gold, open] });
		for (const told of [given, given.toReversed()])
			expect(walked(programme, credits, told)).toEqual(['reached diamond 2026-04-01 2026-09-30']);
	});

	test('D3: a tier that is given covers what is lower and ends no later', () => {
		const credits = [countedOn('2026-03-10', 10)];
		expect(walked(ladder(silver), credits, [named('gold', '2026-01-01')])).toEqual([]);
		expect(walked(ladder(silver), credits, [named('silver', '2026-01-01', '2027-12-31')])).toEqual(
			[]
		);
		for (const short of [named('gold', '2026-01-01', '2027-12-30'), named('silver', '2026-03-11')])
			expect(walked(ladder(silver), credits, [short])).toEqual([
				'reached silver 2026-03-10 2027-12-31'
			]);
	});

	test('D3: a version that begins is looked at on its first day, by its own rules', () => {
		const needs = (amount: number) => tier('silver', [reach('silver', { needs: nights(amount) })]);
		const programme = programmeOfTiers(
			{ above: [needs(12), gold, diamond] },
			{ from: '2026-05-01', above: [needs(10), gold, diamond] }
		);
		const credits = [countedOn('2026-03-10', 10), countedOn('2026-08-01', 1)];
		expect(walked(programme, credits)).toEqual(['reached silver 2026-05-01 2027-12-31']);
		expect(walked(programme, credits, [], '2026-04-30')).toEqual([]);
	});

	test('D3: who must only not do too much has the tier from the first day that counts', () => {
		const few = { kind: 'at-most', credit: 'stays', amount: 2 } as const;
		const way = reach('silver', { window: membership, needs: few, validity: life });
		expect(walked(ladder(tier('silver', [way])), [countedOn('2026-03-10', 1)])).toEqual([
			'reached silver 2026-03-10 life'
		]);
	});

	test.each([
		['the longer of two ways of a tier', [reach('a'), reach('b', { validity: untilDecember(3) })]],
		['the longer, told first', [reach('b', { validity: untilDecember(3) }), reach('a')]]
	])('D3: on one day %s', (_, ways) => {
		const programme = ladder(tier('silver', ways));
		expect(walked(programme, [countedOn('2026-03-10', 10)])).toEqual([
			'reached silver 2026-03-10 2029-12-31'
		]);
	});
});

describe('D3: a way is taken once in its window', () => {
	const through = (way: ReturnType<typeof reach>, ...days: readonly string[]) =>
		walked(
			ladder(tier('silver', [way])),
			days.map((day, at) => countedOn(day, at === 0 ? 10 : 1))
		);

	test('D3: of a calendar year: the next credits make it no longer, the next year does', () => {
		const way = reach('silver', { validity: monthsLong(12) });
		expect(through(way, '2026-03-10', '2026-05-10')).toEqual([
			'reached silver 2026-03-10 2027-03-09'
		]);
		const credits = [countedOn('2026-03-10', 10), countedOn('2027-01-10', 10)];
		expect(walked(ladder(tier('silver', [way])), credits)).toEqual([
			'reached silver 2026-03-10 2027-03-09',
			'reached silver 2027-01-10 2028-01-09'
		]);
	});

	test('D3: of the membership: once', () => {
		const way = reach('silver', { window: membership, validity: monthsLong(12) });
		expect(through(way, '2026-03-10', '2028-05-10')).toEqual([
			'reached silver 2026-03-10 2027-03-09'
		]);
	});

	test('D3: of rolling months: every credit makes it longer, also in the same month', () => {
		const way = reach('silver', { window: rolling, validity: monthsLong(12) });
		expect(through(way, '2026-03-10', '2026-03-20')).toEqual([
			'reached silver 2026-03-10 2027-03-09',
			'reached silver 2026-03-20 2027-03-19'
		]);
	});

	test('D3: when a tier simply ends, what counted before does not bring it back', () => {
		const way = reach('silver', { window: rolling, validity: monthsLong(3) });
		expect(through(way, '2026-03-10')).toEqual(['reached silver 2026-03-10 2026-06-09']);
	});
});

describe('D3: counters that start anew', () => {
	const restart = 'on-upgrade-and-renewal' as const;

	test('D3: leave nothing for a lower tier of the same day, though it would last longer', () => {
		const forLife = tier('silver', [reach('silver', { validity: life })]);
		const programme = programmeOfTiers({ restart, above: [forLife, gold] });
		expect(walked(programme, [countedOn('2026-03-10', 20)])).toEqual([
			'reached gold 2026-03-10 2027-12-31'
		]);
	});

	test('D3: count from the day after in the year, and from the next year in that', () => {
		const programme = programmeOfTiers({ restart, above: [silver, gold] });
		const first = [countedOn('2026-03-10', 15), countedOn('2026-05-10', 19)];
		const upgraded = 'reached silver 2026-03-10 2027-12-31';
		expect(walked(programme, [...first, countedOn('2026-05-11', 1)])).toEqual([
			upgraded,
			'reached gold 2026-05-11 2027-12-31'
		]);
		const next = [...first, countedOn('2027-01-01', 1), countedOn('2027-05-10', 19)];
		expect(walked(programme, next)).toEqual([upgraded, 'reached gold 2027-05-10 2028-12-31']);
	});

	test('D3: count from the first day on in the whole membership', () => {
		const ever = (id: string, amount: number) =>
			tier(id, [reach(id, { window: membership, needs: nights(amount), validity: life })]);
		const programme = programmeOfTiers({ restart, above: [ever('silver', 10), ever('gold', 20)] });
		const first = [countedOn('2026-03-10', 15), countedOn('2027-05-10', 19)];
		expect(walked(programme, first)).toEqual(['reached silver 2026-03-10 life']);
		expect(walked(programme, [...first, countedOn('2028-05-10', 1)])).toEqual([
			'reached silver 2026-03-10 life',
			'reached gold 2028-05-10 life'
		]);
	});
});

describe('D3: challenges', () => {
	const challenge = (
		id: string,
		amount: number,
		more: Partial<ChallengeWay> = {}
	): ChallengeWay => ({
		kind: 'challenge',
		id,
		days: 90,
		needs: nights(amount),
		validity: monthsLong(12),
		...more
	});
	const lent = (tier: string, way: string, more: Partial<TierGrant> = {}) =>
		grantFor(tier, '2026-03-01', '2026-05-29', { kind: 'challenge', way }, more);
	const goldBy = (...ways: Tier['ways']) => tier('gold', ways);

	test('D3: who meets its needs in its days has the tier once, for its validity, and is told why', () => {
		const programme = programmeOfTiers({ above: [silver, goldBy(challenge('quick', 5))] });
		const credits = [
			countedOn('2026-02-28', 1),
			countedOn('2026-03-01', 4),
			countedOn('2026-04-10', 1),
			countedOn('2026-05-10', 1)
		];
		expect(walkTiers(credits, [lent('gold', 'quick')], programme, joinedOn, '2026-12-31')).toEqual([
			{
				kind: 'reached',
				tier: 'gold',
				way: 'quick',
				from: '2026-04-10',
				validTo: '2027-04-09',
				window: { from: '2026-03-01', to: '2026-05-29' },
				credits: { nights: 5 },
				programmeVersion: 1
			}
		]);
	});

	test('D3: each has its own needs: of its way, of its tier, of its version', () => {
		const quick = programmeOfTiers({
			above: [silver, goldBy(challenge('hard', 50), challenge('quick', 5))]
		});
		const five = [countedOn('2026-04-10', 5)];
		expect(walked(quick, five, [lent('gold', 'hard')])).toEqual([]);
		expect(walked(quick, five, [lent('gold', 'quick')])).toEqual([
			'reached gold 2026-04-10 2027-04-09'
		]);
		const easier = programmeOfTiers(
			{ above: [silver, goldBy(challenge('quick', 50))] },
			{ from: '2026-01-01', above: [silver, goldBy(challenge('quick', 5))] }
		);
		expect(walked(easier, five, [lent('gold', 'quick', { programmeVersion: 2 })])).toEqual([
			'reached gold 2026-04-10 2027-04-09'
		]);
		expect(walked(easier, five, [lent('gold', 'quick')])).toEqual([]);
	});

	test('D3: two at a time are two', () => {
		const programme = programmeOfTiers({
			above: [goldBy(challenge('quick', 5)), tier('diamond', [challenge('quick', 8)])]
		});
		const credits = [countedOn('2026-04-10', 5), countedOn('2026-05-10', 3)];
		expect(walked(programme, credits, [lent('gold', 'quick'), lent('diamond', 'quick')])).toEqual([
			'reached gold 2026-04-10 2027-04-09',
			'reached diamond 2026-05-10 2027-05-09'
		]);
	});

	test('D3: a card of the same name lends nothing that could be met', () => {
		const programme = programmeOfTiers({ above: [silver, goldBy(challenge('quick', 5))] });
		const card = grantFor('gold', '2026-03-01', '2026-05-29', { kind: 'card', way: 'quick' });
		expect(walked(programme, [countedOn('2026-04-10', 5)], [card])).toEqual([]);
	});
});

describe('D3: tiers to be kept', () => {
	const keep = (
		otherwise: 'one-down' | 'by-credits',
		amount = 15,
		window: KeepWindow = { kind: 'calendar-year' }
	): Pick<Tier, 'keep'> => ({
		keep: {
			needs: nights(amount),
			window,
			validity: untilDecember(0),
			otherwise:
				otherwise === 'one-down'
					? { kind: 'one-down', validity: untilDecember(0) }
					: { kind: 'by-credits' }
		}
	});
	const kept = (otherwise: 'one-down' | 'by-credits') => tier('gold', gold.ways, keep(otherwise));
	const card = grantFor('gold', '2026-01-01', '2026-12-31', { kind: 'card', way: 'card' });

	test('D3: a tier bought by a card is reached by credits all the same', () => {
		const programme = programmeOfTiers({ above: [silver, kept('one-down')] });
		const twenty = [countedOn('2026-03-10', 20)];
		expect(walked(programme, twenty, [card], '2026-12-31')).toEqual([
			'reached gold 2026-03-10 2027-12-31'
		]);
		expect(
			walked(programme, twenty, [named('gold', '2026-01-01', '2026-12-31')], '2026-12-31')
		).toEqual([]);
	});

	test('D3: what is kept on a day counts anew from that very day', () => {
		const platinum = tier('platinum', [reach('platinum', { needs: nights(30) })]);
		const programme = programmeOfTiers({
			restart: 'on-upgrade-and-renewal',
			above: [silver, kept('one-down'), platinum]
		});
		const credits = [
			countedOn('2026-03-10', 20),
			countedOn('2027-03-10', 15),
			countedOn('2028-01-01', 30)
		];
		expect(walked(programme, credits, [], '2028-01-01')).toEqual([
			'reached gold 2026-03-10 2027-12-31',
			'kept gold 2028-01-01 2028-12-31',
			'reached platinum 2028-01-01 2029-12-31'
		]);
	});

	test('D3: a fall opens the ways that are open after the lower tier, on the same day', () => {
		const onyx = tier('onyx', [
			reach('onyx', { window: membership, needs: nights(20), after: 'silver', validity: life })
		]);
		const programme = programmeOfTiers({ above: [silver, kept('one-down'), onyx] });
		expect(walked(programme, [countedOn('2026-03-10', 20)], [], '2028-01-01')).toEqual([
			'reached gold 2026-03-10 2027-12-31',
			'fallen silver 2028-01-01 2028-12-31',
			'reached onyx 2028-01-01 life'
		]);
	});

	test('D3: a tier of a single day is reviewed on the next, and of several the first that ends', () => {
		const programme = programmeOfTiers({ above: [kept('by-credits')] });
		const given = [
			named('gold', '2026-06-30', '2026-06-30'),
			named('gold', '2026-08-01', '2026-08-31')
		];
		for (const told of [given, given.toReversed()])
			expect(walked(programme, [], told, '2026-12-31')).toEqual([
				'fallen member 2026-07-01 2026-07-01',
				'fallen member 2026-09-01 2026-09-01'
			]);
	});

	test('D3: below a tier that falls step by step nothing is reached, below another one it is', () => {
		const long = tier('silver', [reach('silver', { validity: life })]);
		const programme = (otherwise: 'one-down' | 'by-credits') =>
			programmeOfTiers({ above: [long, kept(otherwise)] });
		const twenty = [countedOn('2026-03-10', 20)];
		expect(walked(programme('one-down'), twenty, [], '2026-12-31')).toEqual([
			'reached gold 2026-03-10 2027-12-31'
		]);
		expect(walked(programme('by-credits'), twenty, [], '2026-12-31')).toEqual([
			'reached gold 2026-03-10 2027-12-31',
			'reached silver 2026-03-10 life'
		]);
	});

	test('D3: a tier that a later version reviews is made longer as the version of the day says', () => {
		const programme = programmeOfTiers(
			{ above: [tier('gold', [reach('gold', { window: rolling })]), diamond] },
			{ from: '2027-01-01', above: [kept('one-down'), diamond] }
		);
		const given = [named('gold', '2025-02-01', '2027-06-30')];
		expect(walked(programme, [countedOn('2026-03-10', 10)], given, '2026-12-31')).toEqual([
			'reached gold 2026-03-10 2027-12-31'
		]);
	});

	describe('D3: the review', () => {
		const tiers = (otherwise: 'one-down' | 'by-credits', above: 'one-down' | 'by-credits') =>
			programmeOfTiers({
				above: [
					tier('bronze', []),
					tier('silver', [], keep('one-down')),
					tier('gold', [], keep(otherwise)),
					tier('platinum', [], keep(above))
				]
			});
		const reviewed = (programme: Programme, ...given: readonly TierGrant[]) =>
			walked(programme, [], given, '2027-01-01');
		const ending = named('gold', '2026-01-01', '2026-12-31');

		test.each([
			['alone falls one down', [], ['fallen silver 2027-01-01 2027-12-31']],
			[
				'is not needed while it is held for longer',
				[named('gold', '2026-06-01', '2027-06-30')],
				[]
			],
			[
				'waits while a higher one falls step by step',
				[named('platinum', '2026-06-01', '2027-06-30')],
				[]
			],
			[
				'falls to no tier that is held as long already',
				[named('silver', '2026-06-01', '2027-12-31')],
				['fallen member 2027-01-01 2027-01-01']
			],
			[
				'falls to one that is held for less long',
				[named('silver', '2026-06-01', '2027-06-30')],
				['fallen silver 2027-01-01 2027-12-31']
			],
			[
				'falls above what is held for life',
				[named('bronze', '2026-06-01')],
				['fallen silver 2027-01-01 2027-12-31']
			],
			[
				'falls though a card for it ended the same day',
				[grantFor('gold', '2026-02-01', '2026-12-31', { kind: 'card', way: 'card' })],
				['fallen silver 2027-01-01 2027-12-31']
			]
		] as const)('D3: of a tier %s', (_, others, expected) => {
			expect(reviewed(tiers('one-down', 'one-down'), ending, ...others)).toEqual(expected);
		});

		test('D3: of a tier that only a card brought ends with it', () => {
			expect(reviewed(tiers('one-down', 'one-down'), card)).toEqual([
				'fallen member 2027-01-01 2027-01-01'
			]);
		});

		test('D3: below a tier that lands by credits each is reviewed for itself', () => {
			const above = named('platinum', '2026-06-01', '2027-06-30');
			expect(reviewed(tiers('one-down', 'by-credits'), ending, above)).toEqual([
				'fallen silver 2027-01-01 2027-12-31'
			]);
		});

		test('D3: looks at its window, and not before counters started anew', () => {
			const months = { kind: 'months', months: 24, gap: 0 } as const;
			const isKept = (window: KeepWindow, day: string) => {
				const tiers = [tier('silver', []), tier('gold', [], keep('by-credits', 15, window))];
				const programme = programmeOfTiers({ restart: 'on-upgrade', above: tiers });
				const year = named('gold', '2025-06-01', '2026-12-31');
				const [first] = walked(programme, [countedOn(day, 15)], [year], '2027-01-01');
				return first?.startsWith('kept');
			};
			expect(isKept({ kind: 'calendar-year' }, '2026-01-01')).toBe(true);
			expect(isKept({ kind: 'calendar-year' }, '2025-12-31')).toBe(false);
			expect(isKept(months, '2025-06-02')).toBe(true);
			expect(isKept(months, '2025-06-01')).toBe(false);
		});
	});
});
