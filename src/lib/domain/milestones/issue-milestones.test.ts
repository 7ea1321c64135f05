import { expect, test } from 'vitest';
import type { Milestone } from '../programme/programme.ts';
import { addCredits, correctStay, postStay } from '../stays/post-stay.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import {
	choicesAtNights,
	nightsOf,
	pointsAtNights,
	withMilestones
} from '../testing/milestone-programmes.ts';

const ids = countingIds();
const inPoints = withMilestones(pointsAtNights);

function reach(
	book: Book,
	amount: number,
	on: string,
	basis?: 'real' | 'rolled' | 'gifted' | 'award'
) {
	return book.write(addCredits(book.history, [nightsOf(amount, on, basis)], book.programme, ids))
		.posting;
}

test('D5: 10,000 at 40 nights and at every 10 more, 30,000 more at 60, none beyond 360', () => {
	const book = new Book(inPoints);
	expect(reach(book, 39, '2026-03-01').entries).toEqual([]);
	const { entries, milestones } = reach(book, 22, '2026-08-01');
	expect(milestones.map(({ milestone, at }) => [milestone, at])).toEqual([
		['every-ten', 40],
		['every-ten', 50],
		['every-ten', 60],
		['sixty', 60]
	]);
	expect(entries.map(({ kind, points, effectiveOn }) => [kind, points, effectiveOn])).toEqual([
		['bonus', 10_000, '2026-08-01'],
		['bonus', 10_000, '2026-08-01'],
		['bonus', 10_000, '2026-08-01'],
		['bonus', 30_000, '2026-08-01']
	]);
	expect(milestones.map(({ entryId }) => entryId)).toEqual(entries.map(({ id }) => id));
	expect(entries[3]?.reasons).toEqual({
		kind: 'milestone',
		version: 1,
		milestone: 'sixty',
		at: 60,
		points: 30_000
	});
	expect(reach(book, 300, '2026-09-01').milestones.at(-1)).toMatchObject({ at: 360 });
	expect(reach(book, 20, '2026-10-01').milestones).toEqual([]);
	expect(book.history.account.balance).toBe(33 * 10_000 + 30_000);
});

test('D5: rolled and gifted nights reach nothing, award nights do', () => {
	const book = new Book(inPoints);
	reach(book, 39, '2026-03-01');
	expect(reach(book, 7, '2026-01-01', 'rolled').milestones).toEqual([]);
	expect(reach(book, 7, '2026-04-01', 'gifted').milestones).toEqual([]);
	expect(reach(book, 1, '2026-05-01', 'award').milestones).toMatchObject([
		{ at: 40, reachedOn: '2026-05-01' }
	]);
});

test('D5: one import from 38 to 61 nights: three choices, and the certificates of 40 and 60', () => {
	const book = new Book(withMilestones(choicesAtNights));
	reach(book, 38, '2026-03-01');
	expect(
		reach(book, 23, '2026-08-01').milestones.map(({ milestone, at, chooseBy }) => [
			milestone,
			at,
			chooseBy
		])
	).toEqual([
		['choice', 40, '2026-10-30'],
		['certificate', 40, undefined],
		['choice', 50, '2026-10-30'],
		['choice', 60, '2026-10-30'],
		['two-certificates', 60, undefined]
	]);
});

test('D5: every window has its own, and a late arrival counts in that which is over', () => {
	const book = new Book(inPoints);
	reach(book, 38, '2025-11-01');
	reach(book, 40, '2026-02-01');
	const late = reach(book, 2, '2025-06-01');
	expect(late.milestones).toMatchObject([
		{ at: 40, reachedOn: '2025-11-01', window: { from: '2025-01-01', to: '2025-12-31' } }
	]);
	expect(late.entries).toMatchObject([{ effectiveOn: '2025-11-01' }]);
	expect(book.history.milestones).toHaveLength(2);
});

test('D5: a milestone is of the version in force on the day it is reached', () => {
	const doubled = pointsAtNights.map((one) => ({ ...one, points: 20_000 }));
	const changed = programmeLike(
		'meridian',
		{ milestones: pointsAtNights },
		{ from: '2026-07-01', milestones: doubled }
	);
	const book = new Book(changed);
	reach(book, 40, '2026-06-30');
	reach(book, 10, '2026-07-01');
	const versions = book.history.milestones.map(({ at, programmeVersion }) => [
		at,
		programmeVersion
	]);
	expect(versions).toEqual([
		[40, 1],
		[50, 2]
	]);
	expect(book.entries.map(({ points }) => points)).toEqual([10_000, 20_000]);
});

test('D5: what was reached before there were milestones is not given afterwards', () => {
	const book = new Book(
		programmeLike(
			'meridian',
			{ milestones: [] },
			{ from: '2026-07-01', milestones: pointsAtNights }
		)
	);
	reach(book, 45, '2026-06-30');
	expect(reach(book, 5, '2026-07-01').milestones.map(({ at }) => at)).toEqual([50]);
});

test('D5: what was issued stays issued when nights are taken back, and comes only once', () => {
	const book = new Book(inPoints);
	reach(book, 38, '2026-01-10');
	const stay = stayOf({ arrival: '2026-03-01', nights: 3, roomMinor: 30_000 });
	book.write(postStay(book.history, stay, book.programme, noRates, '2026-03-05', ids));
	expect(book.history.milestones).toMatchObject([{ at: 40, reachedOn: '2026-03-04' }]);
	const shorter = stayOf({ arrival: '2026-03-01', nights: 1, roomMinor: 10_000, revision: 2 });
	const made = book.madeBy(stay.id);
	book.write(correctStay(book.history, made, shorter, book.programme, noRates, '2026-03-10', ids));
	reach(book, 5, '2026-04-01');
	expect(book.history.milestones).toHaveLength(1);
	expect(book.entries.filter(({ reasons }) => reasons.kind === 'milestone')).toHaveLength(1);
});

test('C6: points of a milestone heal what is owed first', () => {
	const book = new Book(inPoints);
	book.history = { ...book.history, account: { balance: -4000, debt: 4000, lastSequence: 0 } };
	const { entries, opened } = reach(book, 40, '2026-03-01');
	expect(entries).toMatchObject([{ points: 10_000, debtChange: -4000 }]);
	expect(opened).toMatchObject([{ granted: 6000 }]);
});

test('D5: a gift that is points comes by itself, and money milestones are in whole units', () => {
	const spent: Milestone = {
		id: 'spent',
		kind: 'gift',
		credit: 'spend',
		window: { kind: 'calendar-year' },
		at: [500],
		gift: { id: 'points', name: { en: 'Points' }, points: 700 }
	};
	const book = new Book(withMilestones([spent]));
	const credit = { ...nightsOf(49_999, '2026-03-01'), kind: 'spend' };
	const cent = { ...credit, id: 'cent', amount: 1 };
	expect(
		book.write(addCredits(book.history, [credit], book.programme, ids)).posting.entries
	).toEqual([]);
	expect(
		book.write(addCredits(book.history, [cent], book.programme, ids)).posting.entries
	).toMatchObject([{ points: 700 }]);
});

test('D5: a programme without milestones looks at nothing', () => {
	const book = new Book(programmeLike('pearl'));
	expect(reach(book, 60, '2026-03-01').milestones).toEqual([]);
});
