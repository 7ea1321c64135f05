import { describe, expect, test } from 'vitest';
import { countingIds } from '../testing/make.ts';
import {
	countedOn,
	grantFor,
	life,
	monthsLong,
	nights,
	reach,
	spans,
	stays,
	untilDecember
} from '../testing/ten-nights.ts';
import { programmeOfTiers, tier } from '../testing/tier-parts.ts';
import type { Credit, TierGrant } from '../ledger/account.ts';
import type { Programme, ReachWay } from '../programme/programme.ts';
import { countsFrom, countsIn, evaluateTiers, reachedTiers } from './evaluate.ts';

const joinedOn = '2020-05-10';
const membership = { kind: 'membership' } as const;
const rolling = { kind: 'rolling-months', months: 12 } as const;
const calendarYear = { kind: 'calendar-year' } as const;

const silverBy = (...ways: readonly ReachWay[]) =>
	programmeOfTiers({ above: [tier('silver', ways)] });
const reachedBy = (programme: Programme, credits: readonly Credit[]) =>
	spans(reachedTiers(credits, programme, joinedOn));

function evaluated(
	programme: Programme,
	credits: readonly Credit[],
	grants: readonly TierGrant[] = [],
	[from, to = from]: readonly string[] = credits.map(({ countsOn }) => countsOn)
) {
	const touched = { from: from ?? '', to: to ?? '' };
	const made = evaluateTiers(grants, credits, programme, joinedOn, touched, countingIds('g'));
	return made.map(({ tier, from: on, validTo, revokes, reason: { way = '' } }) =>
		[revokes ? 'not' : way, tier, on, validTo ?? 'life'].join(' ')
	);
}

describe('D3: a tier is reached once in a window', () => {
	test('D3: on the first day that meets its needs, again only in the next year', () => {
		const programme = silverBy(reach('year', { validity: monthsLong(12) }));
		const credits = [
			countedOn('2026-03-10', 10),
			countedOn('2026-03-20', 5),
			countedOn('2027-02-01', 9),
			countedOn('2027-02-02', 1)
		];
		expect(reachedBy(programme, credits)).toEqual([
			['silver', '2026-03-10', '2027-03-09'],
			['silver', '2027-02-02', '2028-02-01']
		]);
		expect(reachedBy(programme, credits.toReversed())).toEqual(reachedBy(programme, credits));
	});

	test('D3: in the whole membership once, whatever comes later', () => {
		const programme = silverBy(reach('ever', { window: membership, validity: monthsLong(12) }));
		const credits = [countedOn('2026-03-10', 10), countedOn('2027-03-20', 5)];
		expect(reachedBy(programme, credits)).toEqual([['silver', '2026-03-10', '2027-03-09']]);
	});

	test.each([
		['made longer by each credit', monthsLong(12), ['2027-03-09', '2027-03-19']],
		['no longer in the same year', untilDecember(), ['2027-12-31']],
		['for life once', life, [undefined]]
	] as const)('D3: in rolling months it is %s', (_, validity, ends) => {
		const programme = silverBy(reach('rolling', { window: rolling, validity }));
		const credits = [countedOn('2026-03-10', 10), countedOn('2026-03-20', 5)];
		expect(reachedTiers(credits, programme, joinedOn).map(({ validTo }) => validTo)).toEqual(ends);
	});

	test('D3: a version that begins is looked at on its first day, not before its time', () => {
		const ways = (amount: number) => [tier('silver', [reach('year', { needs: nights(amount) })])];
		const programme = programmeOfTiers(
			{ above: ways(10) },
			{ from: '2026-06-01', above: ways(8) },
			{ from: '2026-09-01', above: ways(5) }
		);
		const five = [countedOn('2026-03-10', 5), countedOn('2026-07-10', 0)];
		const reachedThrough = (day?: string) => spans(reachedTiers(five, programme, joinedOn, day));
		expect(reachedThrough()).toEqual([]);
		expect(reachedThrough('2026-08-31')).toEqual([]);
		expect(reachedThrough('2026-09-01')).toEqual([['silver', '2026-09-01', '2027-12-31']]);
		expect(evaluated(programme, five, [], ['2026-03-10', '2026-07-10'])).toEqual([]);
		expect(evaluated(programme, five, [], ['2026-09-01'])).toEqual([
			'year silver 2026-09-01 2027-12-31'
		]);
		const later = [countedOn('2026-03-10', 8), countedOn('2026-08-01', 1)];
		expect(reachedBy(programme, later)).toEqual([['silver', '2026-06-01', '2027-12-31']]);
		const nine = [countedOn('2026-03-10', 9)];
		expect(spans(reachedTiers(nine, programme, joinedOn, '2026-06-01'))).toEqual([
			['silver', '2026-06-01', '2027-12-31']
		]);
		expect(reachedBy(programme, nine)).toEqual([]);
	});
});

test('D3: who must only not do too much has the tier from the first day that counts', () => {
	const few = { kind: 'at-most', credit: 'stays', amount: 2 } as const;
	const programme = silverBy(reach('few', { window: membership, needs: few, validity: life }));
	expect(reachedBy(programme, [countedOn('2026-03-10', 1)])).toEqual([
		['silver', '2026-03-10', undefined]
	]);
});

describe('D3: of what is reached only what adds something is granted', () => {
	const long = reach('long', { validity: untilDecember(2) });
	const ever = reach('ever', { window: membership });
	const gold = (way: ReachWay) => tier('gold', [way]);
	const silver = (way: ReachWay) => tier('silver', [way]);
	const both = (one: ReachWay, other: ReachWay) => [silverBy(one, other), silverBy(other, one)];
	const ten = [countedOn('2026-03-10', 10), countedOn('2026-05-01', 1)];

	test.each([
		[
			'the earlier',
			both(reach('late', { needs: nights(11) }), ever),
			['ever silver 2026-03-10 2027-12-31']
		],
		['the longer', both(long, ever), ['long silver 2026-03-10 2028-12-31']],
		[
			'the longer, for life',
			both(reach('year'), { ...ever, validity: life }),
			['ever silver 2026-03-10 life']
		],
		[
			'both, when the later one is longer',
			both(reach('year'), { ...ever, needs: nights(11), validity: life }),
			['year silver 2026-03-10 2027-12-31', 'ever silver 2026-05-01 life']
		],
		[
			'the higher',
			[
				programmeOfTiers({ above: [silver(ever), gold(reach('year'))] }),
				programmeOfTiers({ above: [silver(reach('year')), gold({ ...ever, id: 'year' })] })
			],
			['year gold 2026-03-10 2027-12-31']
		],
		[
			'the higher and the longer below',
			[
				programmeOfTiers({ above: [silver(long), gold(ever)] }),
				programmeOfTiers({
					above: [silver({ ...ever, ...long, window: membership }), gold(reach('ever'))]
				})
			],
			['ever gold 2026-03-10 2027-12-31', 'long silver 2026-03-10 2028-12-31']
		]
	] as const)('D3: %s', (_, programmes, grants) => {
		for (const programme of programmes) expect(evaluated(programme, ten)).toEqual(grants);
	});

	test('D3: in rolling months each credit of an earlier day covers no later one that lasts longer', () => {
		const programme = silverBy(reach('rolling', { window: rolling, validity: monthsLong(2) }));
		const turned = [countedOn('2026-04-01', 1), countedOn('2026-03-10', 10)];
		expect(evaluated(programme, turned, [], ['2026-03-10', '2026-04-01'])).toEqual([
			'rolling silver 2026-03-10 2026-05-09',
			'rolling silver 2026-04-01 2026-05-31'
		]);
	});
});

describe('D3: what credits no longer carry is revoked, and nothing else', () => {
	const by = (way: string, tier = 'silver', from = '2026-03-10', validTo = '2027-12-31') =>
		grantFor(tier, from, validTo, { kind: 'reached', way });

	test('D3: reached on the first day of the year and taken away', () => {
		const gone = [countedOn('2026-01-01', 10), countedOn('2026-01-01', -10)];
		expect(evaluated(silverBy(reach('year')), gone, [by('year', 'silver', '2026-01-01')])).toEqual([
			'not silver 2026-01-01 2027-12-31'
		]);
	});

	test('D3: a grant belongs to the window of its own way', () => {
		const programme = silverBy(
			reach('year'),
			reach('ever', { window: membership, needs: nights(100) })
		);
		const credits = [countedOn('2026-03-10', 10), countedOn('2027-02-01', 1)];
		expect(evaluated(programme, credits, [by('year')], ['2027-02-01'])).toEqual([]);
	});

	test('D3: ways of one name belong to their tiers', () => {
		const programme = programmeOfTiers({
			above: [
				tier('silver', [reach('way')]),
				tier('gold', [reach('way', { window: membership, needs: nights(100) })])
			]
		});
		const credits = [countedOn('2026-03-10', 10), countedOn('2027-02-01', 1)];
		expect(evaluated(programme, credits, [by('way')], ['2027-02-01'])).toEqual([]);
		const one = programmeOfTiers({
			above: [tier('silver', [reach('way')]), tier('gold', [reach('way', { needs: nights(25) })])]
		});
		const fewer = [countedOn('2026-03-10', 10), countedOn('2026-05-10', 5)];
		const grants = [by('way'), by('way', 'gold', '2026-05-10')];
		expect(evaluated(one, fewer, grants)).toEqual(['not gold 2026-05-10 2027-12-31']);
	});

	test('D3: a tier that is carried by another way than it was granted for is granted for that', () => {
		const programme = silverBy(reach('nights'), reach('stays', { needs: stays(5) }));
		expect(
			evaluated(
				programme,
				[countedOn('2026-03-01', 10)],
				[by('stays')],
				['2026-03-01', '2026-03-10']
			)
		).toEqual(['not silver 2026-03-10 2027-12-31', 'nights silver 2026-03-01 2027-12-31']);
	});

	test('D3: a way of a later version carries and loses what it gave', () => {
		const programme = programmeOfTiers(
			{ above: [tier('silver', [reach('old')])] },
			{ from: '2026-01-01', above: [tier('silver', [reach('new', { needs: stays(5) })])] }
		);
		const grant = { ...by('new'), programmeVersion: 2 };
		const carried = [countedOn('2026-03-10', 5, 'stays')];
		expect(evaluated(programme, carried, [grant])).toEqual([]);
		expect(evaluated(programme, [countedOn('2026-03-10', 4, 'stays')], [grant])).toEqual([
			'not silver 2026-03-10 2027-12-31'
		]);
		const unknown = { ...grant, programmeVersion: 3 };
		expect(evaluated(programme, [countedOn('2026-03-10', 4, 'stays')], [unknown])).toEqual([]);
	});

	test('D3: a card of the same name as a way is no tier reached', () => {
		const card = grantFor('silver', '2026-03-10', '2027-03-09', { kind: 'card', way: 'year' });
		expect(evaluated(silverBy(reach('year')), [countedOn('2026-03-10', 1)], [card])).toEqual([]);
	});

	test('D3: days that no credit touches are not looked at', () => {
		const programme = silverBy(reach('rolling', { window: rolling }));
		const credits = [countedOn('2026-03-10', 10), countedOn('2028-03-10', 10)];
		expect(evaluated(programme, credits, [], ['2028-03-10'])).toEqual([
			'rolling silver 2028-03-10 2029-12-31'
		]);
		expect(evaluated(programme, credits, [], ['2026-03-10'])).toEqual([
			'rolling silver 2026-03-10 2027-12-31'
		]);
		// The credits of 2025 that carried it were not asked for.
		const recent = [countedOn('2026-05-10', 4), countedOn('2027-03-10', 1)];
		expect(
			evaluated(programme, recent, [by('rolling', 'silver', '2026-05-10')], ['2027-03-10'])
		).toEqual([]);
	});

	test('D3: a further credit in the year makes no further grant of what it carries', () => {
		const programme = silverBy(reach('year', { validity: monthsLong(12) }));
		const credits = [countedOn('2026-03-10', 10), countedOn('2026-05-10', 1)];
		const grant = by('year', 'silver', '2026-03-10', '2027-03-09');
		expect(evaluated(programme, credits, [grant], ['2026-05-10'])).toEqual([]);
	});

	test('D3: what is reached later than it was granted is revoked and granted from its day', () => {
		const moved = [countedOn('2026-03-10', 9), countedOn('2026-05-10', 1)];
		expect(evaluated(silverBy(reach('year')), moved, [by('year')])).toEqual([
			'not silver 2026-03-10 2027-12-31',
			'year silver 2026-05-10 2027-12-31'
		]);
	});

	test('D3: a version reaches as far as the newest grant that credits led to, not one that was given', () => {
		const programme = programmeOfTiers(
			{ above: [tier('silver', [reach('year')])] },
			{ from: '2026-06-01', above: [tier('silver', [reach('year', { needs: nights(5) })])] }
		);
		const credits = [countedOn('2026-03-10', 5)];
		const named = grantFor('silver', '2026-07-01', '2026-07-31', { kind: 'named', way: 'named' });
		expect(evaluated(programme, credits, [named])).toEqual([]);
	});
});

describe('D3: which credits count', () => {
	test('D3: they are needed from the start of the earliest window, in whatever order ways stand', () => {
		const ways = [reach('year'), reach('rolling', { window: rolling })] as const;
		for (const told of [ways, ways.toReversed()])
			expect(countsFrom(silverBy(...told), '2026-05-20', joinedOn)).toBe('2025-05-01');
	});

	test.each([
		['no restart', calendarYear, undefined, 7],
		['a restart before the year', calendarYear, '2025-07-01', 7],
		['a restart within it', calendarYear, '2026-02-02', 4],
		['a restart in the membership', membership, '2025-02-01', 15],
		['the membership', membership, undefined, 31]
	] as const)('D3: after %s', (_, window, since, sum) => {
		const credits = [
			countedOn('2025-01-31', 16),
			countedOn('2025-12-31', 8),
			countedOn('2026-02-01', 3),
			countedOn('2026-02-02', 4),
			countedOn('2026-06-01', 64)
		];
		const counts = countsIn(credits, window, '2026-05-31', joinedOn, since);
		expect(counts.get('nights')).toBe(sum);
	});
});
