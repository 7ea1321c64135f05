import { describe, expect, test } from 'vitest';
import { settlePoints } from '../expiry/settle-points.ts';
import type { Programme } from '../programme/programme.ts';
import { correctStay, postStay, takeBackStay } from '../stays/post-stay.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import { checkMember } from './invariants.ts';
import { earn } from './earn.ts';
import { reverse } from './reverse.ts';
import { spend } from './spend.ts';

const inLots = programmeLike('pearl');
const today = '2026-06-01';

/** Two stays of 1,000 points each: the first in March, the second in April 2026. */
function bookOf(programme: Programme) {
	const book = new Book(programme);
	const newId = countingIds();
	const stay = (id: string, arrival: string, roomMinor: number) =>
		stayOf({ id, arrival, roomMinor, brand: 'city', currency: 'CNY' });
	const first = stay('first', '2026-03-02', 100_000);
	const second = stay('second', '2026-04-02', 100_000);
	const post = (facts: typeof first) =>
		book.write(postStay(book.history, facts, programme, noRates, today, newId));
	const use = (points: number, effectiveOn = '2026-05-01') =>
		book.write(
			spend(
				book.history,
				{
					kind: 'redeem',
					points,
					effectiveOn,
					reasons: { kind: 'spend', points, what: 'test' }
				},
				programme,
				newId
			)
		);
	const cancel = (facts: typeof first, on = today) =>
		book.write(
			correctStay(
				book.history,
				book.madeBy(facts.id),
				{ ...facts, revision: 2, status: 'cancelled' },
				programme,
				noRates,
				on,
				newId
			)
		);
	return { book, first, second, post, use, cancel, newId };
}

const leftOf = (book: Book) => [...book.lots.values()].map(({ left }) => left);

describe('C6: claw-back', () => {
	test('C6: first the lot that the stay made', () => {
		const { book, first, second, post, cancel } = bookOf(inLots);
		post(first);
		post(second);
		const { posting } = cancel(second);
		expect(leftOf(book)).toEqual([1000, 0]);
		expect(posting.entries).toMatchObject([
			{ kind: 'reversal', points: -1000, debtChange: 0, stayId: 'second', effectiveOn: today }
		]);
		expect(posting.entries[0]?.reasons).toMatchObject({ fromOwnLots: 1000, fromOtherLots: 0 });
	});

	test('C6: then the usual spending order', () => {
		const { book, first, second, post, use, cancel } = bookOf(inLots);
		post(first);
		post(second);
		use(1300);
		expect(leftOf(book)).toEqual([0, 700]);
		const { posting } = cancel(first);
		expect(posting.entries[0]?.reasons).toMatchObject({
			fromOwnLots: 0,
			fromOtherLots: 700,
			owed: 300
		});
		expect(book.history.account).toMatchObject({ balance: -300, debt: 300 });
	});

	test('C6: then debt, which new points heal first and visibly', () => {
		const { book, first, second, post, use, cancel } = bookOf(inLots);
		post(first);
		use(800);
		cancel(first);
		expect(book.history.account).toMatchObject({ balance: -800, debt: 800 });
		const { posting } = post(second);
		expect(posting.entries[0]).toMatchObject({ points: 1000, debtChange: -800, balanceAfter: 200 });
		expect(posting.opened).toMatchObject([{ granted: 200, left: 200 }]);
	});

	test('C6: points that all go into debt open no lot', () => {
		const { book, first, post, use, cancel, newId } = bookOf(inLots);
		post(first);
		use(800);
		cancel(first);
		const little = stayOf({
			id: 'little',
			arrival: '2026-05-03',
			roomMinor: 30_000,
			brand: 'city',
			currency: 'CNY'
		});
		const { posting } = book.write(postStay(book.history, little, inLots, noRates, today, newId));
		expect(posting.opened).toEqual([]);
		expect(book.history.account).toMatchObject({ balance: -500, debt: 500 });
	});

	test('C6: where the programme asks for what is there, spent points stay spent', () => {
		const { book, first, post, use, cancel } = bookOf(
			programmeLike('pearl', { clawback: 'available' })
		);
		post(first);
		use(800);
		const { posting } = cancel(first);
		expect(posting.entries[0]).toMatchObject({ points: -200, debtChange: 0, balanceAfter: 0 });
		expect(posting.entries[0]?.reasons).toMatchObject({ waived: 800, owed: 0 });
		expect(checkMember(book.rows(), book.programme)).toEqual([]);
	});

	test('C6: what has expired is not taken again', () => {
		const short = programmeLike('pearl', { expiry: { kind: 'lot-days', days: 30 } });
		const { book, first, post, use, cancel, newId } = bookOf(short);
		post(first);
		use(400, '2026-03-20');
		book.write(settlePoints(book.history, short, '2026-06-01', newId));
		expect(book.history.account.balance).toBe(0);
		const { posting } = cancel(first);
		expect(posting.entries[0]).toMatchObject({ points: -400, debtChange: 400, balanceAfter: -400 });
		expect(posting.entries[0]?.reasons).toMatchObject({ lapsed: 600, owed: 400 });
	});

	test('C6: what lapsed by the day of the correction lapses first', () => {
		const short = programmeLike('pearl', { expiry: { kind: 'lot-days', days: 30 } });
		const { book, first, post, cancel } = bookOf(short);
		post(first);
		const { posting } = cancel(first);
		expect(posting.entries.map(({ kind, points }) => [kind, points])).toEqual([
			['expire', -1000],
			['reversal', 0]
		]);
		expect(book.history.account.balance).toBe(0);
	});

	test('C1: only entries that gave points are taken back', () => {
		const { book, first, post, use, newId } = bookOf(inLots);
		post(first);
		const spent = use(10).posting.entries[0];
		if (!spent) throw new Error('nothing was spent');
		const made = { entry: spent, lots: [], moves: [], otherActivityOn: undefined };
		for (const points of [spent.points, 0])
			expect(() =>
				reverse(
					book.history,
					{ ...made, entry: { ...spent, points } },
					{ on: today, why: 'test' },
					inLots,
					newId
				)
			).toThrow('gave points');
	});

	test('C1: a reversal names its original and its stay, where it was for one', () => {
		const { book, first, post, cancel, newId } = bookOf(inLots);
		const [entry] = post(first).posting.entries;
		expect(cancel(first).posting.entries[0]).toMatchObject({
			reverses: entry?.id,
			stayId: 'first',
			reasons: { kind: 'reversal', of: entry?.id, stayId: 'first', points: 1000 }
		});
		const reasons = { kind: 'given', what: 'gift', points: 50, why: 'test' } as const;
		const gift = { kind: 'transfer-in', points: 50, effectiveOn: today, reasons } as const;
		const given = book.write(earn(book.history, gift, inLots[0], newId)).posting;
		const made = {
			entry: given.entries[0]!,
			lots: given.opened,
			moves: [],
			otherActivityOn: undefined
		};
		const back = reverse(book.history, made, { on: today, why: 'test' }, inLots, newId);
		expect(back.posting.entries[0]?.points).toBe(-50);
		expect(JSON.stringify(back.posting.entries[0]?.reasons)).not.toContain('stayId');
	});

	test('C1: a stay taken from a member leaves nothing of it', () => {
		const { book, first, second, post, newId } = bookOf(inLots);
		post(first);
		post(second);
		book.write(
			takeBackStay(book.history, book.madeBy('second'), { on: today, why: 'test' }, inLots, newId)
		);
		expect(book.history.account.balance).toBe(1000);
		expect(book.madeBy('second').earned).toBeUndefined();
		expect(checkMember(book.rows(), inLots)).toEqual([]);
	});
});
