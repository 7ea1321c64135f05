import { describe, expect, test } from 'vitest';
import type { Credit, TierGrant } from '../ledger/account.ts';
import { newHistory, type History } from '../ledger/history.ts';
import type { Programme, Tier } from '../programme/programme.ts';
import { countingIds } from '../testing/make.ts';
import {
	countedOn,
	grantFor,
	life,
	monthsLong,
	nights,
	reach,
	untilDecember
} from '../testing/ten-nights.ts';
import { programmeOfTiers, tier } from '../testing/tier-parts.ts';
import { settleTiers } from './settle-tiers.ts';

const joinedOn = '2020-05-10';
const membership = { kind: 'membership' } as const;
const tierYears = [{ id: 'years', credit: 'gold-years', tierMin: 'gold' }] as const;

function historyOf(credits: readonly Credit[], grants: readonly TierGrant[] = []): History {
	return { ...newHistory(joinedOn), credits, grants };
}

function settled(programme: Programme, history: History, through: string) {
	const newId = countingIds('new');
	const { posting, history: after } = settleTiers(history, programme, through, newId);
	expect(after.grants).toEqual([...history.grants, ...posting.grants]);
	expect(after.credits).toEqual([...history.credits, ...posting.credits]);
	const again = settleTiers(after, programme, through, newId);
	expect(again.posting.grants).toEqual([]);
	expect(again.posting.credits).toEqual([]);
	return [
		...posting.credits.map(({ kind, amount, countsOn }) => `${kind} ${amount} ${countsOn}`),
		...posting.grants.map(({ revokes, reason: { kind }, tier, from, validTo }) =>
			[revokes ? 'not' : kind, tier, from, validTo ?? 'life'].join(' ')
		)
	];
}

const reached = (tier: string, from: string, validTo?: string) =>
	grantFor(tier, from, validTo, { kind: 'reached', way: tier });
const kept: Tier = tier('gold', [reach('gold', { needs: nights(20) })], {
	keep: {
		needs: nights(15),
		window: { kind: 'calendar-year' },
		validity: untilDecember(0),
		otherwise: { kind: 'by-credits' }
	}
});

describe('D3: what time alone does to tiers', () => {
	test('D3: a tier is reviewed on the day after its last, not on it', () => {
		const programme = programmeOfTiers({ above: [kept] });
		const history = historyOf(
			[countedOn('2026-03-10', 20)],
			[reached('gold', '2026-03-10', '2027-12-31')]
		);
		expect(settled(programme, history, '2027-12-31')).toEqual([]);
		expect(settled(programme, history, '2028-01-01')).toEqual([
			'fallen member 2028-01-01 2028-01-01'
		]);
		expect(settled(programme, history, '2028-06-01')).toEqual([
			'fallen member 2028-01-01 2028-01-01'
		]);
	});

	test('D3: a tier that ended on the very day of which something is known last is reviewed', () => {
		const programme = programmeOfTiers({ above: [kept] });
		const named = grantFor('gold', '2026-01-01', '2026-06-30', { kind: 'named' });
		const history = historyOf([countedOn('2026-06-30', 1)], [named]);
		expect(settled(programme, history, '2026-06-30')).toEqual([]);
		expect(settled(programme, history, '2026-07-01')).toEqual([
			'fallen member 2026-07-01 2026-07-01'
		]);
	});

	test('D3: a tier that came with another profile opens the ways after it', () => {
		const diamond = tier('diamond', [
			reach('diamond', { window: membership, needs: nights(10), after: 'gold', validity: life })
		]);
		const programme = programmeOfTiers({ above: [tier('gold', []), diamond] });
		const came = grantFor('gold', '2026-05-01', undefined, { kind: 'merged', why: 'm' });
		const history = historyOf([countedOn('2026-03-10', 10)], [came]);
		expect(settled(programme, history, '2026-05-02')).toEqual(['reached diamond 2026-05-01 life']);
	});

	test('D3: a version that makes a tier easier gives it on its first day, however late that is noticed', () => {
		const silver = (amount: number) => [
			tier('silver', [reach('silver', { needs: nights(amount) })])
		];
		const programme = programmeOfTiers(
			{ above: silver(10) },
			{ from: '2026-05-01', above: silver(8) },
			{ from: '2026-09-01', above: silver(5) }
		);
		const of = (amount: number, through: string) =>
			settled(programme, historyOf([countedOn('2026-03-10', amount)]), through);
		expect(of(8, '2026-04-30')).toEqual([]);
		expect(of(8, '2026-05-01')).toEqual(['reached silver 2026-05-01 2027-12-31']);
		expect(of(8, '2026-10-01')).toEqual(['reached silver 2026-05-01 2027-12-31']);
		expect(of(5, '2026-08-31')).toEqual([]);
		expect(of(5, '2026-09-01')).toEqual(['reached silver 2026-09-01 2027-12-31']);
	});

	test('D3: without anything due the history is the same', () => {
		const history = historyOf([countedOn('2026-03-10', 9)]);
		for (const programme of [
			programmeOfTiers({ above: [kept] }),
			programmeOfTiers({ above: [tier('silver', [reach('silver')])] })
		])
			expect(settleTiers(history, programme, '2026-12-31', countingIds()).history).toBe(history);
	});
});

describe('D3: years of a tier', () => {
	const gold = tier('gold', [reach('gold', { needs: nights(20) })]);

	test('D3: a year counts at whose end it is held, also by name; one that is lent does not', () => {
		const programme = programmeOfTiers({ tierYears, above: [gold] });
		const held = (kind: 'named' | 'challenge') =>
			settled(
				programme,
				historyOf(
					[countedOn('2025-01-10', 1)],
					[grantFor('gold', '2025-10-01', '2026-01-31', { kind })]
				),
				'2026-06-01'
			);
		expect(held('named')).toEqual(['gold-years 1 2025-12-31']);
		expect(held('challenge')).toEqual([]);
	});

	test('D3: what the end of a year takes away is not helped by the tier it carried', () => {
		const programme = programmeOfTiers({
			tierYears,
			rollOver: [{ id: 'above', credit: 'nights', tierMin: 'gold' }],
			above: [gold]
		});
		// 25 nights of 2023 became 20, so no 5 go with the 15 of 2024, and Gold ends with 2024.
		const rolled: Credit = {
			...countedOn('2024-01-01', 5),
			id: 'rolled',
			basis: 'rolled',
			cause: 'roll-over'
		};
		const year = (end: string): Credit => ({
			...countedOn(end, 1, 'gold-years'),
			cause: 'tier-years'
		});
		const history = historyOf(
			[
				countedOn('2023-06-01', 20),
				year('2023-12-31'),
				rolled,
				countedOn('2024-06-01', 15),
				year('2024-12-31'),
				year('2025-12-31')
			],
			[reached('gold', '2023-06-01', '2024-12-31'), reached('gold', '2024-06-01', '2025-12-31')]
		);
		expect(settled(programme, history, '2026-02-01')).toEqual([
			'nights -5 2024-01-01',
			'gold-years -1 2025-12-31',
			'not gold 2024-06-01 2025-12-31'
		]);
	});

	test('D3: a tier that years bring is also reviewed by then', () => {
		const patron = tier(
			'patron',
			[
				reach('patron', {
					window: membership,
					needs: { kind: 'at-least', credit: 'gold-years', amount: 1 },
					validity: monthsLong(3)
				})
			],
			{
				keep: {
					...kept.keep,
					needs: nights(99),
					window: { kind: 'calendar-year' },
					validity: life,
					otherwise: { kind: 'by-credits' }
				}
			}
		);
		const forLife = tier('gold', [reach('gold', { needs: nights(20), validity: life })]);
		const programme = programmeOfTiers({ tierYears, above: [forLife, patron] });
		const history = historyOf([countedOn('2024-03-10', 20)], [reached('gold', '2024-03-10')]);
		expect(settled(programme, history, '2025-06-01')).toEqual([
			'gold-years 1 2024-12-31',
			'reached patron 2024-12-31 2025-03-30',
			'fallen member 2025-03-31 2025-03-31'
		]);
	});
});
