import { describe, expect, test } from 'vitest';
import { addDays, yearOf } from '../calendar.ts';
import type { Credit, NewId } from '../ledger/account.ts';
import { newHistory, type History } from '../ledger/history.ts';
import type { Need, Programme, Tier } from '../programme/programme.ts';
import { addCredits } from '../stays/post-stay.ts';
import { countingIds, programmeLike, templateVersion } from '../testing/make.ts';
import { countingFrom } from './counting-from.ts';
import { giftTier, giveCard, nameTier, startChallenge } from './give-tier.ts';
import { heldTier, standing } from './held-tier.ts';
import { nextTier, progressTo } from './progress.ts';
import { settleTiers } from './settle-tiers.ts';
import { keepWindowOn } from './windows.ts';

const joinedOn = '2018-01-01';

const atLeast = (credit: string, amount: number): Need => ({ kind: 'at-least', credit, amount });
const either = (distance: number, segments: number): Need => ({
	kind: 'any',
	of: [atLeast('distance', distance), atLeast('segments', segments)]
});

function counted(id: string, unit: 'nights' | 'points' | 'times') {
	return { id, unit, name: { en: id } };
}

/** Programme 7: rolling months, keeping is easier than reaching, falling goes one tier down. */
function crane(): Programme {
	const [floor] = templateVersion('meridian').tiers;
	const tier = (id: string, reach: Need, keep: Need): Tier => ({
		...floor,
		id,
		ways: [
			{
				id,
				kind: 'reach',
				window: { kind: 'rolling-months', months: 12 },
				needs: reach,
				validity: { kind: 'months', months: 24, from: 'month-start' }
			}
		],
		keep: {
			needs: keep,
			window: { kind: 'months', months: 12, gap: 1 },
			validity: { kind: 'months', months: 12, from: 'month-start' },
			otherwise: {
				kind: 'one-down',
				validity: { kind: 'months', months: 12, from: 'month-start' }
			}
		}
	});
	return programmeLike('meridian', {
		counters: [counted('distance', 'points'), counted('segments', 'times')],
		tiers: [
			floor,
			tier('silver', either(40_000, 25), either(35_000, 23)),
			tier('gold', either(80_000, 40), either(70_000, 36)),
			tier('platinum', either(160_000, 90), either(145_000, 80))
		]
	});
}

/** Programme 8: the member's year, counters that start anew, Platinum to be kept. */
function bamboo(): Programme {
	const [floor] = templateVersion('meridian').tiers;
	const window = { kind: 'member-year' } as const;
	const polite = (nights: number): Need => ({
		kind: 'all',
		of: [atLeast('nights', nights), { kind: 'at-most', credit: 'no-shows', amount: 3 }]
	});
	const life = { kind: 'life' } as const;
	const tier = (id: string, nights: number): Tier => ({
		...floor,
		id,
		ways: [{ id, kind: 'reach', window, needs: atLeast('nights', nights), validity: life }]
	});
	return programmeLike('meridian', {
		counters: [counted('nights', 'nights'), counted('no-shows', 'times')],
		restart: 'on-upgrade-and-renewal',
		cards: [
			{ id: 'gold-upgrade', name: { en: 'Upgrade' }, tier: 'gold', validity: life },
			{
				id: 'platinum-year',
				name: { en: 'Platinum for a year' },
				tier: 'platinum',
				validity: { kind: 'months', months: 12, from: 'day' },
				credits: [{ credit: 'nights', amount: 2 }]
			}
		],
		tiers: [
			floor,
			tier('silver', 5),
			tier('gold', 15),
			{
				...floor,
				id: 'platinum',
				ways: [
					{
						id: 'platinum',
						kind: 'reach',
						window,
						needs: polite(40),
						validity: { kind: 'member-year', yearsAfter: 1 },
						after: 'gold'
					},
					{ id: 'named', kind: 'named', validity: { kind: 'member-year', yearsAfter: 0 } },
					{
						id: 'challenge',
						kind: 'challenge',
						days: 90,
						needs: atLeast('nights', 10),
						validity: { kind: 'member-year', yearsAfter: 1 }
					}
				],
				keep: {
					needs: polite(30),
					window,
					validity: { kind: 'member-year', yearsAfter: 0 },
					otherwise: { kind: 'one-down', validity: life }
				}
			}
		]
	});
}

/** A member whose credits arrive one after the other, as stays bring them. */
class Member {
	history: History;
	readonly programme: Programme;
	readonly newId: NewId = countingIds();

	constructor(programme: Programme) {
		this.programme = programme;
		this.history = newHistory(joinedOn);
	}

	counts(kind: string, amount: number, countsOn: string, more: Partial<Credit> = {}): this {
		this.settles(countsOn);
		return this.late(kind, amount, countsOn, more);
	}

	/** Without settling first: what arrives after the time has done its work. */
	late(kind: string, amount: number, countsOn: string, more: Partial<Credit> = {}): this {
		const id = this.newId();
		const credit = {
			id,
			kind,
			amount,
			countsOn,
			basis: 'real',
			programmeVersion: 1,
			...more
		} as const;
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

	validTo(day: string): string | undefined {
		return heldTier(this.history.grants, this.programme, day).validTo;
	}

	get standing() {
		return standing(this.history.grants);
	}
}

describe('D3: keeping a tier', () => {
	test('D3: a tier that ends in July is kept by what counted from July before to June', () => {
		const window = { kind: 'months', months: 12, gap: 1 } as const;
		expect(keepWindowOn(window, '2026-07-31', joinedOn)).toEqual({
			from: '2025-07-01',
			to: '2026-06-30'
		});
		expect(keepWindowOn({ kind: 'calendar-year' }, '2026-07-31', joinedOn)).toEqual({
			from: '2026-01-01',
			to: '2026-12-31'
		});
	});

	test('D3: the first validity is 24 months from the start of the month, a renewal 12', () => {
		const member = new Member(crane()).counts('distance', 40_000, '2018-06-15');
		expect(member.validTo('2018-06-15')).toBe('2020-05-31');
		member.counts('distance', 35_000, '2020-04-30').settles('2020-06-01');
		expect(member.validTo('2020-06-01')).toBe('2021-05-31');
		expect(member.standing.at(-1)?.reason).toMatchObject({
			kind: 'kept',
			window: { from: '2019-05-01', to: '2020-04-30' },
			credits: { distance: 35_000 }
		});
	});

	test('D3: what counts in the month before the end is too late for the review', () => {
		const member = new Member(crane()).counts('distance', 40_000, '2018-06-15');
		member.counts('distance', 39_999, '2020-05-01').settles('2020-06-01');
		expect(member.tier('2020-05-31')).toBe('silver');
		expect(member.tier('2020-06-01')).toBe('member');
	});

	test('D3: Gold with 36,000 and 25 segments at review: Silver for 12 months', () => {
		const member = new Member(crane()).counts('distance', 80_000, '2024-08-10');
		expect(member.validTo('2024-08-10')).toBe('2026-07-31');
		member.counts('distance', 36_000, '2025-10-01').counts('segments', 25, '2025-10-01');
		expect(member.tier('2026-07-31')).toBe('gold');
		member.settles('2026-08-01');
		expect(member.tier('2026-08-01')).toBe('silver');
		expect(member.validTo('2026-08-01')).toBe('2027-07-31');
	});

	test('D3: either of two counters keeps a tier, one short of both does not', () => {
		const keeps = (distance: number, segments: number) =>
			new Member(crane())
				.counts('distance', 80_000, '2024-08-10')
				.counts('distance', distance, '2025-10-01')
				.counts('segments', segments, '2025-10-01')
				.settles('2026-08-01')
				.tier('2026-08-01');
		expect(keeps(70_000, 0)).toBe('gold');
		expect(keeps(0, 36)).toBe('gold');
		expect(keeps(69_999, 35)).toBe('silver');
	});

	test('D3: several reviews that were missed are caught up in their order, twice is once', () => {
		const member = new Member(crane()).counts('distance', 160_000, '2018-01-10');
		const daily = new Member(crane()).counts('distance', 160_000, '2018-01-10');
		for (let day = '2018-01-11'; day <= '2024-01-01'; day = addDays(day, 1)) daily.settles(day);
		member.settles('2024-01-01');
		const seen = (one: Member) =>
			one.standing.map(({ tier, from, validTo }) => [tier, from, validTo]);
		expect(seen(member)).toEqual([
			['platinum', '2018-01-10', '2019-12-31'],
			['gold', '2020-01-01', '2020-12-31'],
			['silver', '2021-01-01', '2021-12-31'],
			['member', '2022-01-01', '2022-01-01']
		]);
		expect(seen(daily)).toEqual(seen(member));
		const grants = member.history.grants;
		expect(member.settles('2024-01-01').history.grants).toBe(grants);
		expect(daily.history.grants).toHaveLength(4);
	});

	test('D3: a tier is not made longer by reaching it again, a higher one comes at once', () => {
		const member = new Member(crane())
			.counts('distance', 40_000, '2018-06-15')
			.counts('distance', 39_000, '2019-01-20');
		expect(member.validTo('2019-01-20')).toBe('2020-05-31');
		member.counts('distance', 1_000, '2019-02-10');
		expect(member.tier('2019-02-09')).toBe('silver');
		expect(member.tier('2019-02-10')).toBe('gold');
		expect(member.validTo('2019-02-10')).toBe('2021-01-31');
	});

	test('D3: between the last day and its review nobody sees a fall', () => {
		const member = new Member(crane()).counts('distance', 40_000, '2018-06-15');
		expect(member.tier('2020-06-01')).toBe('silver');
		member.settles('2020-06-01');
		expect(member.tier('2020-06-01')).toBe('member');
		expect(member.tier('2020-05-31')).toBe('silver');
	});

	test('D3: what arrives late changes the review, and what was held before stays as it was', () => {
		const member = new Member(crane())
			.counts('distance', 80_000, '2024-08-10')
			.settles('2026-08-20');
		expect(member.tier('2026-08-01')).toBe('silver');
		member.late('distance', 70_000, '2026-03-01');
		expect(member.tier('2026-08-01')).toBe('gold');
		expect(member.validTo('2026-08-01')).toBe('2027-07-31');
		expect(member.history.grants.filter(({ revokes }) => revokes)).toHaveLength(1);
		member.late('distance', -70_000, '2026-03-01');
		expect(member.tier('2026-08-01')).toBe('silver');
	});

	test('D3: by what credits say, a lower tier earned meanwhile is what is left', () => {
		const [floor] = templateVersion('meridian').tiers;
		const validity = { kind: 'end-of-month', month: 12, yearsAfter: 1 } as const;
		const window = { kind: 'calendar-year' } as const;
		const keep = {
			window,
			validity: { ...validity, yearsAfter: 0 },
			otherwise: { kind: 'by-credits' }
		} as const;
		const tier = (id: string, nights: number): Tier => ({
			...floor,
			id,
			ways: [{ id, kind: 'reach', window, needs: atLeast('nights', nights), validity }],
			keep: { ...keep, needs: atLeast('nights', nights - 2) }
		});
		const programme = programmeLike('meridian', {
			tiers: [floor, tier('silver', 10), tier('gold', 20)]
		});
		const member = new Member(programme)
			.counts('nights', 20, '2024-05-01')
			.counts('nights', 11, '2025-05-01')
			.settles('2026-01-01');
		expect(member.tier('2025-12-31')).toBe('gold');
		expect(member.tier('2026-01-01')).toBe('silver');
		expect(member.validTo('2026-01-01')).toBe('2026-12-31');
		expect(member.settles('2027-01-01').tier('2027-01-01')).toBe('member');
		const idle = new Member(programme).counts('nights', 20, '2024-05-01').settles('2026-01-01');
		expect(idle.tier('2026-01-01')).toBe('member');
	});
});

describe('D3: counters that start anew', () => {
	test('D3: Silver with 13 nights since, then a stay of 3: Gold on departure, the excess dropped', () => {
		const member = new Member(bamboo())
			.counts('nights', 6, '2026-02-01')
			.counts('nights', 13, '2026-05-01');
		expect(member.tier('2026-05-01')).toBe('silver');
		member.counts('nights', 3, '2026-06-10');
		expect(member.tier('2026-06-09')).toBe('silver');
		expect(member.tier('2026-06-10')).toBe('gold');
		expect(countingFrom(member.history.grants, member.programme, '2026-06-10')).toBe('2026-06-11');
		const held = heldTier(member.history.grants, member.programme, '2026-06-11');
		const next = nextTier(member.programme, held.rank, '2026-06-11');
		if (!next) throw new Error('no next tier');
		const since = countingFrom(member.history.grants, member.programme, '2026-06-11');
		const progress = (day: string) =>
			progressTo(next, member.history.credits, member.programme, day, joinedOn, {
				held: held.tier.id,
				since
			})[0]?.counters[0]?.has;
		expect(progress('2026-06-11')).toBe(0);
		member.counts('nights', 4, '2026-07-01');
		expect(progress('2026-07-01')).toBe(4);
	});

	test('D3: a way that is open after a tier is not taken past it, however long the stay', () => {
		const member = new Member(bamboo()).counts('nights', 60, '2026-02-01');
		expect(member.tier('2026-02-01')).toBe('gold');
		member.counts('nights', 39, '2026-05-01');
		expect(member.tier('2026-05-01')).toBe('gold');
		member.counts('nights', 1, '2026-05-02');
		expect(member.tier('2026-05-02')).toBe('platinum');
		expect(member.validTo('2026-05-02')).toBe('2027-12-31');
	});

	test('D3: more no-shows than allowed keep a tier away, and end it at its review', () => {
		const gold = () => new Member(bamboo()).counts('nights', 15, '2026-02-01');
		const rude = gold().counts('no-shows', 4, '2026-03-01').counts('nights', 45, '2026-05-01');
		expect(rude.tier('2026-05-01')).toBe('gold');
		const polite = gold().counts('no-shows', 3, '2026-03-01').counts('nights', 45, '2026-05-01');
		expect(polite.tier('2026-05-01')).toBe('platinum');
		polite.counts('nights', 45, '2027-05-01').counts('no-shows', 4, '2027-06-01');
		expect(polite.settles('2028-01-01').tier('2027-12-31')).toBe('platinum');
		expect(polite.tier('2028-01-01')).toBe('gold');
		expect(polite.validTo('2028-01-01')).toBeUndefined();
	});

	test('D3: kept for another year of the member, again from 0', () => {
		const member = new Member(bamboo())
			.counts('nights', 15, '2026-02-01')
			.counts('nights', 40, '2026-05-01')
			.counts('nights', 30, '2027-12-31')
			.settles('2028-01-01');
		expect(member.tier('2028-01-01')).toBe('platinum');
		expect(member.validTo('2028-01-01')).toBe('2028-12-31');
		expect(countingFrom(member.history.grants, member.programme, '2028-01-01')).toBe('2028-01-01');
		expect(member.settles('2029-01-01').tier('2029-01-01')).toBe('gold');
	});

	test('D3: in whatever order credits become known, the tiers of every day are the same', () => {
		const all: [string, number, string][] = [
			['nights', 6, '2026-02-01'],
			['nights', 13, '2026-05-01'],
			['nights', 3, '2026-06-10'],
			['nights', 41, '2026-09-01'],
			['no-shows', 4, '2027-03-01'],
			['nights', 31, '2027-04-01']
		];
		const inOrder = new Member(bamboo());
		for (const one of all) inOrder.counts(...one);
		inOrder.settles('2028-02-01');
		const turned = new Member(bamboo());
		for (const one of all.toReversed()) turned.late(...one);
		turned.settles('2028-02-01');
		for (let day = '2026-01-01'; yearOf(day) < 2029; day = addDays(day, 7))
			expect([day, turned.tier(day)]).toEqual([day, inOrder.tier(day)]);
	});
});

describe('D3: tiers that are given', () => {
	test('D3: named for the rest of the member year; then reviewed like any other', () => {
		const member = new Member(bamboo()).counts('nights', 15, '2026-02-01');
		member.history = nameTier(
			member.history,
			'platinum',
			'2026-03-01',
			member.programme,
			member.newId,
			'a loyal guest'
		).history;
		expect(member.tier('2026-02-28')).toBe('gold');
		expect(member.tier('2026-03-01')).toBe('platinum');
		expect(member.validTo('2026-03-01')).toBe('2026-12-31');
		expect(countingFrom(member.history.grants, member.programme, '2026-03-01')).toBe('2026-03-02');
		const kept = new Member(bamboo());
		kept.history = member.history;
		expect(kept.counts('nights', 30, '2026-10-01').settles('2027-01-01').tier('2027-01-01')).toBe(
			'platinum'
		);
		expect(member.settles('2027-01-01').tier('2027-01-01')).toBe('gold');
	});

	test('D3: a tier nobody can be named to is refused, and one that is held already', () => {
		const { history, programme, newId } = new Member(bamboo()).counts('nights', 15, '2026-02-01');
		const name = (tier: string, now: History) => () =>
			nameTier(now, tier, '2026-03-01', programme, newId, 'why');
		expect(name('gold', history)).toThrow('not-found');
		expect(name('onyx', history)).toThrow('not-found');
		const named = name('platinum', history)().history;
		expect(name('platinum', named)).toThrow('already-held');
	});

	test('D3: an upgrade that is paid starts the counters anew; its nights are a gift', () => {
		const member = new Member(bamboo()).counts('nights', 4, '2026-02-01');
		member.history = giveCard(
			member.history,
			'platinum-year',
			'2026-03-01',
			member.programme,
			member.newId
		).history;
		expect(member.tier('2026-03-01')).toBe('platinum');
		expect(member.validTo('2026-03-01')).toBe('2027-02-28');
		expect(member.history.credits.at(-1)).toMatchObject({
			kind: 'nights',
			amount: 2,
			basis: 'gifted',
			cause: 'card platinum-year',
			countsOn: '2026-03-01'
		});
		expect(countingFrom(member.history.grants, member.programme, '2026-03-01')).toBe('2026-03-02');
		expect(member.settles('2027-03-01').tier('2027-03-01')).toBe('member');
	});

	test.each([
		['the tier that falls one down', crane, 'gold'],
		['the tier whose counters start anew', bamboo, 'platinum']
	])('E1 D3: bought with points, %s simply ends, and counters go on', (_, programme, tier) => {
		const member = new Member(programme());
		const gift = (history: History, on: string, months: number) =>
			giftTier(history, { tier, months }, on, member.programme, member.newId).history;
		member.history = gift(member.history, '2026-01-31', 1);
		expect(member.validTo('2026-02-01')).toBe('2026-02-27');
		expect(member.tier('2026-02-27')).toBe(tier);
		expect(countingFrom(member.history.grants, member.programme, '2026-02-01')).toBeUndefined();
		expect(member.settles('2026-03-10').tier('2026-03-10')).toBe(
			member.programme[0].document.tiers[0].id
		);
		expect(standing(member.history.grants)).toHaveLength(1);
		const again = gift(member.history, '2026-04-01', 3);
		expect(() => gift(again, '2026-05-01', 2)).toThrow('already-held');
		expect(() => gift(again, '2026-05-01', 3)).not.toThrow();
	});

	test('E1 D3: a tier bought with points does not stand in the way of reaching it', () => {
		const member = new Member(crane());
		member.history = giftTier(
			member.history,
			{ tier: 'gold', months: 3 },
			'2026-01-01',
			member.programme,
			member.newId
		).history;
		member.counts('segments', 40, '2026-02-01');
		expect(member.validTo('2026-02-01')).toBe('2028-01-31');
	});

	test('D3: a lent tier ends on its last day, unless its needs were met inside its days', () => {
		const start = () => {
			const member = new Member(bamboo());
			member.history = startChallenge(
				member.history,
				'platinum',
				'2026-03-01',
				member.programme,
				member.newId
			).history;
			return member;
		};
		const lent = start().counts('nights', 9, '2026-05-29').counts('nights', 1, '2026-05-30');
		expect(lent.tier('2026-05-29')).toBe('platinum');
		expect(lent.tier('2026-05-30')).not.toBe('platinum');
		const met = start().counts('nights', 10, '2026-05-29');
		expect(met.validTo('2026-05-29')).toBe('2027-12-31');
		expect(met.tier('2026-05-30')).toBe('platinum');
		const { history, programme, newId } = met;
		expect(() => startChallenge(history, 'platinum', '2026-06-01', programme, newId)).toThrow(
			'already-held'
		);
	});
});
