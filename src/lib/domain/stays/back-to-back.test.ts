import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import { correctStay, postStay } from './post-stay.ts';
import type { StayFacts } from './stay.ts';
import { runs } from '../testing/runs.ts';

const [{ document }] = programmeLike('meridian');
const meridian = programmeLike('meridian', {
	credits: document.credits.map((rule) =>
		rule.kind === 'stays' ? { ...rule, backToBack: 'one' as const } : rule
	)
});
const today = '2026-12-31';

function open(programme = meridian) {
	const book = new Book(programme);
	const newId = countingIds();
	const say = (stay: StayFacts) => {
		const made = book.madeBy(stay.id);
		const isKnown = made.credits.length > 0 || made.earned;
		return book.write(
			isKnown
				? correctStay(book.history, made, stay, programme, noRates, today, newId)
				: postStay(book.history, stay, programme, noRates, today, newId)
		);
	};
	const stays = () => {
		const counts = new Map<string, number>();
		for (const { kind, countsOn, amount } of book.history.credits)
			if (kind === 'stays') counts.set(countsOn, (counts.get(countsOn) ?? 0) + amount);
		return [...counts].filter(([, count]) => count !== 0).toSorted();
	};
	return { book, say, stays };
}

const a = stayOf({ id: 'a', arrival: '2026-03-01', nights: 2, roomMinor: 1000 });
const b = stayOf({ id: 'b', arrival: '2026-03-03', nights: 2, roomMinor: 1000 });
const c = stayOf({ id: 'c', arrival: '2026-03-05', nights: 1, roomMinor: 1000 });

test('G3: stays that follow each other at one property count as one, in whatever order they come', () => {
	const orders = [
		[a, b, c],
		[c, b, a],
		[b, a, c],
		[b, c, a],
		[a, c, b]
	];
	for (const order of orders) {
		const { say, stays } = open();
		for (const stay of order) say(stay);
		expect(stays()).toEqual([['2026-03-03', 1]]);
	}
});

test('G3: where each counts, each counts; another property or a night between begins anew', () => {
	const each = open(programmeLike('meridian'));
	for (const stay of [a, b, c]) each.say(stay);
	expect(each.stays().map(([, count]) => count)).toEqual([1, 1, 1]);
	const { say, stays } = open();
	say(a);
	say({ ...b, propertyCode: 'P2' });
	say(c);
	expect(stays().map(([, count]) => count)).toEqual([1, 1, 1]);
});

test('G3: the first of two is cancelled, comes back, or moves away', () => {
	const { say, stays } = open();
	for (const stay of [a, b, c]) say(stay);
	say({ ...a, revision: 2, status: 'cancelled' });
	expect(stays()).toEqual([['2026-03-05', 1]]);
	say({ ...a, revision: 3 });
	expect(stays()).toEqual([['2026-03-03', 1]]);
	say({ ...b, revision: 2, propertyCode: 'P2' });
	expect(stays()).toEqual([
		['2026-03-03', 1],
		['2026-03-05', 1],
		['2026-03-06', 1]
	]);
});

test('G3: day uses between two stays follow as well, and one of two on a day counts', () => {
	const day = stayOf({ id: 'd', arrival: '2026-03-03', nights: 0, roomMinor: 1000 });
	const { say, stays } = open();
	for (const stay of [b, day, a]) say(stay);
	expect(stays()).toEqual([['2026-03-03', 1]]);
	const two = open();
	two.say(day);
	two.say({ ...day, id: 'e' });
	expect(two.stays()).toEqual([['2026-03-03', 1]]);
});

test('G3: any words in any order end as the last words posted once', () => {
	const word = fc.record({
		id: fc.constantFrom('a', 'b', 'c', 'd'),
		day: fc.integer({ min: 1, max: 6 }),
		nights: fc.integer({ min: 0, max: 3 }),
		propertyCode: fc.constantFrom('P1', 'P2'),
		status: fc.constantFrom('checked_out' as const, 'checked_out' as const, 'cancelled' as const)
	});
	fc.assert(
		fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
			const told = open();
			const last = new Map<string, StayFacts>();
			for (const [at, { day, ...facts }] of words.entries()) {
				const arrival = `2026-03-0${day}`;
				const stay = stayOf({ ...facts, arrival, revision: at + 1, roomMinor: 1000 });
				told.say(stay);
				last.set(stay.id, stay);
			}
			const once = open();
			for (const stay of last.values()) once.say(stay);
			expect(told.stays()).toEqual(once.stays());
		}),
		{ numRuns: runs(300) }
	);
});
