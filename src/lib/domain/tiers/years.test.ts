import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../calendar.ts';
import { checkTiers } from '../ledger/check-tiers.ts';
import type { Credit, NewId } from '../ledger/account.ts';
import { newHistory, type History } from '../ledger/history.ts';
import type { Programme, Tier, Version } from '../programme/programme.ts';
import { addCredits } from '../stays/post-stay.ts';
import { countingIds, programmeLike, templateVersion } from '../testing/make.ts';
import { countsIn } from './evaluate.ts';
import { giveCard } from './give-tier.ts';
import { heldTier } from './held-tier.ts';
import { settleTiers } from './settle-tiers.ts';
import { runs } from '../testing/runs.ts';

const joinedOn = '2018-03-15';
const [floor] = templateVersion('meridian').tiers;
const calendarYear = { kind: 'calendar-year' } as const;
const untilNextYear = { kind: 'end-of-month', month: 12, yearsAfter: 1 } as const;
const atLeast = (credit: string, amount: number) => ({ kind: 'at-least', credit, amount }) as const;

function tier(id: string, nights: number, base?: number): Tier {
	const needs = base
		? ({ kind: 'any', of: [atLeast('nights', nights), atLeast('base', base)] } as const)
		: atLeast('nights', nights);
	const way = { id, kind: 'reach', window: calendarYear, needs, validity: untilNextYear } as const;
	return { ...floor, id, ways: [way] };
}

const counters = [
	{ id: 'nights', unit: 'nights', name: { en: 'nights' } },
	{ id: 'base', unit: 'points', name: { en: 'base points' } },
	{ id: 'elite-years', unit: 'times', name: { en: 'years' } }
] as const;

/** Programme 4: Gold and up roll real nights above their threshold into the next year, once. */
const orchard = (more: Partial<Version> = {}) =>
	programmeLike('meridian', {
		counters,
		tiers: [
			floor,
			tier('silver', 10),
			tier('gold', 20, 40_000),
			tier('platinum', 40, 60_000),
			tier('diamond', 70, 120_000)
		],
		rollOver: [{ id: 'above', credit: 'nights', tierMin: 'gold' }],
		...more
	});

/** Programme 2: other thresholds from 2026 on, nights of 2025 roll over once. */
const harbour = () =>
	programmeLike(
		'meridian',
		{
			counters,
			tiers: [floor, tier('silver', 10), tier('gold', 40), tier('diamond', 60)],
			rollOver: [{ id: 'of-2025', credit: 'nights', years: [2025] }]
		},
		{
			from: '2026-01-01',
			counters,
			tiers: [floor, tier('silver', 10), tier('gold', 25), tier('diamond', 50)]
		}
	);

class Member {
	history: History = newHistory(joinedOn);
	readonly programme: Programme;
	readonly newId: NewId = countingIds();

	constructor(programme: Programme) {
		this.programme = programme;
	}

	counts(kind: string, amount: number, countsOn: string, basis: Credit['basis'] = 'real'): this {
		return this.settles(countsOn).late(kind, amount, countsOn, basis);
	}

	late(kind: string, amount: number, countsOn: string, basis: Credit['basis'] = 'real'): this {
		const credit = { id: this.newId(), kind, amount, countsOn, basis, programmeVersion: 1 };
		this.history = addCredits(this.history, [credit], this.programme, this.newId).history;
		return this;
	}

	settles(through: string): this {
		this.history = settleTiers(this.history, this.programme, through, this.newId).history;
		return this;
	}

	tier(day: string): string {
		return heldTier(this.history.grants, this.programme, day).tier.id;
	}

	rolled(on: string): number {
		return this.history.credits
			.filter(({ basis, countsOn }) => basis === 'rolled' && countsOn === on)
			.reduce((sum, { amount }) => sum + amount, 0);
	}

	get problems() {
		const { joinedOn: joined, account, credits, grants } = this.history;
		const none = { entries: [], lots: [], moves: [], pending: [], pendingEnds: [] };
		return checkTiers({ joinedOn: joined, account, credits, grants, ...none }, this.programme);
	}
}

describe('D3: nights above the threshold roll over once', () => {
	test('D3: Gold ends a year with 25 nights: 5 roll into the next', () => {
		const member = new Member(orchard()).counts('nights', 25, '2026-06-01').settles('2026-12-31');
		expect(member.history.credits).toHaveLength(1);
		member.settles('2027-01-01');
		expect(member.history.credits.at(-1)).toMatchObject({
			kind: 'nights',
			amount: 5,
			countsOn: '2027-01-01',
			basis: 'rolled',
			cause: 'roll-over'
		});
		const { credits } = member.history;
		expect(member.settles('2027-01-01').history.credits).toBe(credits);
		expect(countsIn(credits, calendarYear, '2027-01-02', joinedOn).get('nights')).toBe(5);
	});

	test('D3: 5 rolled and 18 real nights are Gold, and nothing rolls on', () => {
		const member = new Member(orchard())
			.counts('nights', 25, '2026-06-01')
			.counts('nights', 18, '2027-06-01');
		expect(member.tier('2027-06-01')).toBe('gold');
		member.settles('2028-01-01');
		expect(member.rolled('2028-01-01')).toBe(0);
		expect(member.tier('2028-12-31')).toBe('gold');
		expect(member.problems).toEqual([]);
	});

	test('D3: award nights count for the tier and do not roll', () => {
		const member = new Member(orchard())
			.counts('nights', 10, '2026-06-01', 'award')
			.counts('nights', 15, '2026-07-01')
			.settles('2027-01-01');
		expect(member.tier('2026-07-01')).toBe('gold');
		expect(member.rolled('2027-01-01')).toBe(0);
	});

	test('D3: reached by points with too few nights, nothing rolls; below Gold nothing does', () => {
		const byPoints = new Member(orchard())
			.counts('nights', 35, '2026-06-01')
			.counts('base', 60_000, '2026-07-01')
			.settles('2027-01-01');
		expect(byPoints.tier('2026-07-01')).toBe('platinum');
		expect(byPoints.rolled('2027-01-01')).toBe(0);
		const silver = new Member(orchard()).counts('nights', 19, '2026-06-01').settles('2027-01-01');
		expect(silver.rolled('2027-01-01')).toBe(0);
	});

	test('D3: Gold with 47 nights in 2025 and 43 in 2026: Diamond, nothing carried to 2027', () => {
		const member = new Member(harbour())
			.counts('nights', 47, '2025-09-01')
			.counts('nights', 42, '2026-05-01');
		expect(member.rolled('2026-01-01')).toBe(7);
		expect(member.tier('2026-05-01')).toBe('gold');
		member.counts('nights', 1, '2026-06-01');
		expect(member.tier('2026-05-31')).toBe('gold');
		expect(member.tier('2026-06-01')).toBe('diamond');
		member.settles('2027-01-01');
		expect(member.rolled('2027-01-01')).toBe(0);
		expect(member.problems).toEqual([]);
	});

	test('D3: 55 nights in 2025 are Gold, the same 55 in 2026 Diamond', () => {
		expect(new Member(harbour()).counts('nights', 55, '2025-09-01').tier('2025-09-01')).toBe(
			'gold'
		);
		expect(new Member(harbour()).counts('nights', 55, '2026-09-01').tier('2026-09-01')).toBe(
			'diamond'
		);
	});

	test('D3: what a late stay or a correction changes in a closed year is added as a difference', () => {
		const member = new Member(orchard())
			.counts('nights', 25, '2026-06-01')
			.counts('nights', 14, '2027-02-01');
		expect(member.tier('2027-02-01')).toBe('gold');
		const held = new Member(orchard())
			.counts('nights', 25, '2026-06-01')
			.counts('nights', 14, '2027-02-01')
			.counts('nights', 32, '2027-03-01');
		expect(member.tier('2027-12-31')).toBe('gold');
		member.late('nights', 3, '2026-12-20').settles('2027-03-01');
		expect(member.rolled('2027-01-01')).toBe(8);
		member.late('nights', -28, '2026-06-01').settles('2027-03-01');
		expect(member.rolled('2027-01-01')).toBe(0);
		expect(member.tier('2027-02-01')).toBe('silver');
		expect(member.problems).toEqual([]);
		// 32 + 14 + 5 rolled; without the 5 still Platinum.
		held.late('nights', -5, '2026-06-01').settles('2027-03-01');
		expect(held.tier('2027-03-01')).toBe('platinum');
		expect(held.problems).toEqual([]);
	});
});

describe('D3: other tiers of whole years', () => {
	const lifetime = () => {
		const years: Tier = {
			...floor,
			id: 'lifetime',
			ways: [
				{
					id: 'years-and-nights',
					kind: 'reach',
					window: { kind: 'membership' },
					needs: { kind: 'all', of: [atLeast('elite-years', 3), atLeast('nights', 100)] },
					validity: { kind: 'life' }
				}
			]
		};
		return orchard({
			rollOver: [],
			tiers: [floor, tier('silver', 10), tier('gold', 20), years],
			tierYears: [{ id: 'years', credit: 'elite-years', tierMin: 'gold' }]
		});
	};

	test('D3: a lifetime tier after years of Gold and nights of the whole membership', () => {
		const member = new Member(lifetime())
			.counts('nights', 50, '2021-06-01')
			.counts('nights', 45, '2023-02-01')
			.settles('2024-01-01');
		const years = member.history.credits.filter(({ cause }) => cause === 'tier-years');
		expect(years.map(({ countsOn, amount }) => [countsOn, amount])).toEqual([
			['2021-12-31', 1],
			['2022-12-31', 1],
			['2023-12-31', 1]
		]);
		expect(member.tier('2024-01-01')).toBe('gold');
		member.counts('nights', 4, '2024-03-01');
		expect(member.tier('2024-03-01')).toBe('gold');
		member.counts('nights', 1, '2024-03-02');
		expect(member.tier('2024-03-01')).toBe('gold');
		expect(member.tier('2024-03-02')).toBe('lifetime');
		expect(member.settles('2040-01-01').tier('2040-01-01')).toBe('lifetime');
		expect(member.problems).toEqual([]);
	});

	test('D3: a year that no longer counts is taken out again', () => {
		const member = new Member(lifetime()).counts('nights', 50, '2021-06-01').settles('2024-01-01');
		expect(member.history.credits).toHaveLength(3);
		member.late('nights', -40, '2021-06-01').settles('2024-01-01');
		const left = countsIn(member.history.credits, { kind: 'membership' }, '2024-01-01', joinedOn);
		expect(left.get('elite-years')).toBe(0);
		expect(member.problems).toEqual([]);
	});

	test('D3: a paid card: never below Silver while it is valid, 20 nights as a gift', () => {
		const card = {
			id: 'card',
			name: { en: 'Card' },
			tier: 'silver',
			validity: { kind: 'months', months: 12, from: 'day' },
			credits: [{ credit: 'nights', amount: 20 }]
		} as const;
		const programme = orchard({
			cards: [card],
			tiers: [floor, tier('silver', 10), tier('gold', 30), tier('platinum', 60)]
		});
		const member = new Member(programme);
		const sold = giveCard(member.history, 'card', '2026-04-01', programme, member.newId);
		member.history = sold.history;
		expect(member.tier('2026-04-01')).toBe('silver');
		member.counts('nights', 10, '2026-05-01');
		expect(member.tier('2026-05-01')).toBe('gold');
		expect(member.settles('2027-01-01').rolled('2027-01-01')).toBe(0);
		expect(() => giveCard(member.history, 'other', '2026-04-01', programme, member.newId)).toThrow(
			'not-found'
		);
		const idle = giveCard(newHistory(joinedOn), 'card', '2026-12-01', programme, countingIds());
		expect(heldTier(idle.history.grants, programme, '2027-11-30').tier.id).toBe('silver');
	});

	test('D3: a version with lower thresholds upgrades on its first day who meets them already', () => {
		const [first, ...higher] = [floor, tier('silver', 10), tier('gold', 40)] as const;
		const programme = programmeLike(
			'meridian',
			{ counters, tiers: [first, ...higher] },
			{ from: '2026-07-01', counters, tiers: [first, tier('silver', 10), tier('gold', 25)] }
		);
		const member = new Member(programme).counts('nights', 30, '2026-03-01').settles('2026-06-30');
		expect(member.tier('2026-06-30')).toBe('silver');
		member.settles('2026-07-03');
		expect(member.tier('2026-06-30')).toBe('silver');
		expect(member.tier('2026-07-01')).toBe('gold');
		const { grants } = member.history;
		expect(member.settles('2026-07-04').history.grants).toBe(grants);
		expect(member.problems).toEqual([]);
		member.late('nights', -10, '2026-03-01');
		expect(member.tier('2026-07-01')).toBe('silver');
	});
});

describe('D3: whatever happens, tiers and years are what the history says', () => {
	const kept: Tier = {
		...tier('gold', 20),
		keep: {
			needs: atLeast('nights', 15),
			window: calendarYear,
			validity: { ...untilNextYear, yearsAfter: 0 },
			otherwise: { kind: 'one-down', validity: { ...untilNextYear, yearsAfter: 0 } }
		}
	};
	const sequential = orchard({
		restart: 'on-upgrade',
		tiers: [floor, tier('silver', 8), kept],
		tierYears: [{ id: 'years', credit: 'elite-years', tierMin: 'gold' }]
	});
	const any = fc.array(
		fc.record({
			kind: fc.constantFrom('nights', 'nights', 'base'),
			amount: fc.integer({ min: -12, max: 25 }),
			day: fc.integer({ min: 0, max: 1500 }),
			settles: fc.boolean()
		}),
		{ minLength: 1, maxLength: 15 }
	);

	test.each([
		['orchard', orchard()],
		['harbour', harbour()],
		['kept, restarted and rolled over', sequential]
	])('D3: %s: in any order, late or not, as if it had all been known', (_, programme) => {
		fc.assert(
			fc.property(any, (acts) => {
				const member = new Member(programme);
				for (const { kind, amount, day, settles } of acts) {
					const on = addDays('2024-01-01', day);
					if (settles) member.settles(on);
					member.late(kind, amount * (kind === 'base' ? 3_000 : 1), on);
				}
				member.settles('2029-01-01');
				expect(member.problems).toEqual([]);
				const { credits, grants } = member.history;
				member.settles('2029-01-01');
				expect(member.history.credits).toBe(credits);
				expect(member.history.grants).toBe(grants);

				const anew = new Member(programme);
				const own = credits.filter(({ cause }) => cause === undefined);
				for (const { kind, amount, countsOn } of own) anew.late(kind, amount, countsOn);
				anew.settles('2029-01-01');
				for (let day = '2024-01-01'; day < '2030-01-01'; day = addDays(day, 30))
					expect([day, member.tier(day)]).toEqual([day, anew.tier(day)]);
			}),
			{ numRuns: runs(150) }
		);
	});
});
