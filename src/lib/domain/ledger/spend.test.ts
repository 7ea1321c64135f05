import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earn } from './earn.ts';
import type { Lot } from './account.ts';
import { newHistory, type History } from './history.ts';
import { bySpendingOrder, pointsIn } from './lots.ts';
import { giveBack } from './reverse.ts';
import { spend, spendFirstExpiring } from './spend.ts';
import { Book, countingIds, programmeLike } from '../testing/make.ts';

const pearl = programmeLike('pearl');
const [version] = pearl;

function lot(id: string, earnedOn: string, validTo: string | undefined, left = 10): Lot {
	return { id, entryId: `entry-${id}`, granted: left, left, earnedOn, validTo };
}

const spending = (points: number, effectiveOn = '2026-03-01') =>
	({
		kind: 'redeem',
		points,
		effectiveOn,
		reasons: { kind: 'spend', points, what: 'test' }
	}) as const;

describe('C3: spending order', () => {
	test('C3: what expires first goes first, ties by age, then by id, undated last', () => {
		const lots = [
			lot('undated', '2020-01-01', undefined),
			lot('later', '2020-01-01', '2027-12-31'),
			lot('b', '2025-01-01', '2027-06-30'),
			lot('a', '2025-01-01', '2027-06-30'),
			lot('older', '2024-12-31', '2027-06-30')
		];
		const { takes, short } = spendFirstExpiring(lots, 41);
		expect(takes.map((take) => [take.lot.id, take.points])).toEqual([
			['older', 10],
			['a', 10],
			['b', 10],
			['later', 10],
			['undated', 1]
		]);
		expect(short).toBe(0);
		expect(spendFirstExpiring(lots, 60).short).toBe(10);
	});

	const anyLots = fc.uniqueArray(
		fc.record({
			id: fc.string({ minLength: 1, maxLength: 3 }),
			earnedOn: fc.constantFrom('2024-01-01', '2025-01-01', '2026-01-01'),
			validTo: fc.option(fc.constantFrom('2027-01-31', '2028-01-31'), { nil: undefined }),
			left: fc.integer({ min: 1, max: 50 })
		}),
		{ selector: ({ id }) => id, maxLength: 12 }
	);

	test('C3: no lot is touched while one before it has points left', () => {
		fc.assert(
			fc.property(anyLots, fc.integer({ min: 1, max: 300 }), (some, points) => {
				const lots = some.map(({ id, earnedOn, validTo, left }) =>
					lot(id, earnedOn, validTo, left)
				);
				const { takes, short } = spendFirstExpiring(lots, points);
				const taken = new Map(takes.map((take) => [take.lot.id, take.points]));
				const order = lots.toSorted(bySpendingOrder);
				const untouched = order.findIndex((one) => (taken.get(one.id) ?? 0) < one.left);
				const after = untouched < 0 ? [] : order.slice(untouched + 1);
				expect(after.filter((one) => taken.has(one.id))).toEqual([]);
				expect(takes.reduce((sum, take) => sum + take.points, 0) + short).toBe(points);
				expect(short).toBe(Math.max(points - pointsIn(lots), 0));
			})
		);
	});

	test('C3: points that are over by the day are not spent, the day itself is still good', () => {
		const history: History = {
			...newHistory('2020-01-01'),
			account: { balance: 10, debt: 0, lastSequence: 1 },
			lots: [lot('a', '2024-03-31', '2026-03-31')]
		};
		const onTheDay = spend(history, spending(10, '2026-03-31'), pearl, countingIds());
		expect(onTheDay.posting.entries.map(({ kind }) => kind)).toEqual(['redeem']);
		expect(() => spend(history, spending(10, '2026-04-01'), pearl, countingIds())).toThrow(
			expect.objectContaining({ code: 'not-enough-points', facts: { short: 10, balance: 0 } })
		);
	});

	test('C6: who owes points cannot spend', () => {
		const history = {
			...newHistory('2020-01-01'),
			account: { balance: -5, debt: 5, lastSequence: 3 }
		};
		expect(() => spend(history, spending(1), pearl, countingIds())).toThrow(
			expect.objectContaining({ code: 'points-owed', facts: { owed: 5 } })
		);
	});

	test('C2: a spend of no or of half points is a defect, not a refusal', () => {
		for (const points of [0, -1, 0.5, NaN])
			expect(() => spend(newHistory('2020-01-01'), spending(points), pearl, countingIds())).toThrow(
				'spending'
			);
	});
});

describe('C3: what is returned', () => {
	const gift = (points: number, effectiveOn: string, validTo?: string) =>
		({
			kind: 'transfer-in',
			points,
			effectiveOn,
			validTo,
			reasons: { kind: 'given', what: 'gift', points, why: 'test' }
		}) as const;

	function bookWith(programme = pearl) {
		const book = new Book(programme);
		const newId = countingIds();
		book.write(earn(book.history, gift(100, '2024-01-10', '2026-01-31'), version, newId));
		book.write(earn(book.history, gift(100, '2025-01-10', '2027-01-31'), version, newId));
		book.write(spend(book.history, spending(150, '2026-01-20'), programme, newId));
		return { book, newId };
	}

	test('C3: goes back into the lots it came from, with their dates', () => {
		const { book, newId } = bookWith();
		const [taken] = book.redemptions();
		if (!taken) throw new Error('nothing was redeemed');
		const back = giveBack(book.history, taken, { on: '2026-01-31', what: 'test' }, pearl, newId);
		book.write(back);
		expect(back.posting.opened).toEqual([]);
		expect(book.history.lots.map(({ left, validTo }) => [left, validTo])).toEqual([
			[100, '2026-01-31'],
			[100, '2027-01-31']
		]);
		expect(back.posting.entries).toMatchObject([
			{
				kind: 'return',
				points: 150,
				debtChange: 0,
				reverses: taken.entry.id,
				reasons: { kind: 'return', of: taken.entry.id, points: 150, what: 'test' }
			}
		]);
	});

	test('C3: a lot whose date has passed comes back for the days of grace', () => {
		const graceful = programmeLike('pearl', { returnGraceDays: 14 });
		const { book, newId } = bookWith(graceful);
		const [taken] = book.redemptions();
		if (!taken) throw new Error('nothing was redeemed');
		const given = { on: '2026-03-01', what: 'test' };
		book.write(giveBack(book.history, taken, given, graceful, newId));
		expect(
			book.history.lots.map(({ left, validTo, earnedOn }) => [left, validTo, earnedOn])
		).toEqual([
			[100, '2027-01-31', '2025-01-10'],
			[100, '2026-03-15', '2024-01-10']
		]);
	});

	test('C2: heals what is owed before it fills lots', () => {
		const { book, newId } = bookWith();
		const [taken] = book.redemptions();
		if (!taken) throw new Error('nothing was redeemed');
		const owing = {
			...book.history,
			account: { ...book.history.account, balance: -30, debt: 30 },
			lots: []
		};
		const back = giveBack(owing, taken, { on: '2026-01-31', what: 'test' }, pearl, newId);
		expect(back.posting.account).toMatchObject({ balance: 120, debt: 0 });
		expect(back.posting.entries[0]).toMatchObject({ points: 150, debtChange: -30 });
		expect(pointsIn(back.history.lots)).toBe(120);
		// 50 of the 150 were of the second lot: what they heal leaves nothing to fill it with.
		const more = { ...owing, account: { ...owing.account, balance: -60, debt: 60 } };
		const healed = giveBack(more, taken, { on: '2026-01-31', what: 'test' }, pearl, newId);
		expect(healed.posting.moves.map(({ points }) => points)).toEqual([90]);
		expect(healed.history.lots.map(({ left }) => left)).toEqual([90]);
	});

	test('D4: redeeming that is undone was no activity', () => {
		const meridian = programmeLike('meridian');
		const book = new Book(meridian);
		const newId = countingIds();
		const stay = {
			...gift(100, '2024-01-10'),
			reasons: { ...gift(100, '').reasons, what: 'purchase' }
		} as const;
		book.write(earn(book.history, stay, meridian[0], newId));
		book.write(spend(book.history, spending(50, '2025-06-01'), meridian, newId));
		expect(book.history.account.activeOn).toBe('2025-06-01');
		const [taken] = book.redemptions();
		if (!taken) throw new Error('nothing was redeemed');
		book.write(giveBack(book.history, taken, { on: '2025-07-01', what: 'test' }, meridian, newId));
		expect(book.history.account.activeOn).toBe('2024-01-10');
	});
});
