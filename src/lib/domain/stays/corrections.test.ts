import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMember } from '../ledger/invariants.ts';
import type { Programme } from '../programme/programme.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import { correctStay, postDue, postStay, recountNights } from './post-stay.ts';
import type { StayFacts } from './stay.ts';
import { runs } from '../testing/runs.ts';

const today = '2026-12-31';
const [{ document }] = programmeLike('meridian');
const noBonus = {
	expiry: { kind: 'never' } as const,
	tiers: document.tiers.map((tier) => ({ ...tier, bonus: 0 })) as unknown as typeof document.tiers
};
const doubled = document.earning.map((rule) => ({ ...rule, points: 20 }));

/** Two versions, so that a stay that moves over the boundary is priced by the other one. */
const atOnce = programmeLike('meridian', noBonus, {
	...noBonus,
	from: '2026-03-15',
	earning: doubled
});
const later = programmeLike(
	'meridian',
	{ ...noBonus, releaseDays: 14 },
	{ ...noBonus, from: '2026-03-15', earning: doubled }
);

function open(programme: Programme) {
	const book = new Book(programme);
	const newId = countingIds();
	const known = new Map<string, StayFacts>();
	const say = (stay: StayFacts) => {
		const { history } = book;
		const made = book.madeBy(stay.id);
		const isMade = made.earned ?? made.pending ?? made.credits[0];
		book.write(
			isMade
				? correctStay(history, made, stay, programme, noRates, today, newId)
				: postStay(history, stay, programme, noRates, today, newId)
		);
		known.set(stay.id, stay);
		const others = [...known.values()].filter(
			({ id, status }) => id !== stay.id && status === 'checked_out'
		);
		book.write(recountNights(book.history, others, programme, newId));
	};
	const end = () => {
		book.write(postDue(book.history, programme, today, newId));
		const counts: Record<string, number> = {};
		for (const { kind, amount } of book.history.credits)
			counts[kind] = (counts[kind] ?? 0) + amount;
		expect(checkMember(book.rows(), programme)).toEqual([]);
		const { balance, debt } = book.history.account;
		const { nights = 0, stays = 0, spend = 0 } = counts;
		return { balance, debt, nights, stays, spend };
	};
	return { book, say, end };
}

const first = stayOf({ arrival: '2026-03-10', nights: 3, roomMinor: 30_000 });

describe('C1: every form of a correction ends as if the newest word had been the only one', () => {
	const forms: [string, Partial<StayFacts>][] = [
		['amounts', { folio: stayOf({ roomMinor: 12_345 }).folio }],
		['dates', { arrival: '2026-03-14', departure: '2026-03-16', nights: 2 }],
		['dates, over the next version', { arrival: '2026-02-01', departure: '2026-02-02', nights: 1 }],
		['class of property', { propertyCode: 'P2', brand: 'residence' }],
		['cancelled', { status: 'cancelled' }],
		['no-show', { status: 'no_show' }],
		['booked again', { status: 'booked' }],
		['for somebody else', { forOther: true }],
		['before joining', { arrival: '2019-01-01', departure: '2019-01-02', nights: 1 }],
		['rooms', { rooms: 5 }],
		['award nights', { awardNights: 2 }],
		['paid with points', { paidWithPointsMinor: 10_000 }]
	];
	test.each(forms)('C1: %s', (_, change) => {
		for (const programme of [atOnce, later]) {
			const newest = { ...first, ...change, revision: 2 };
			const corrected = open(programme);
			corrected.say(first);
			corrected.say(newest);
			const alone = open(programme);
			alone.say(newest);
			expect(corrected.end()).toEqual(alone.end());
			corrected.say({ ...first, revision: 3 });
			const back = open(programme);
			back.say(first);
			expect(corrected.end()).toEqual(back.end());
		}
	});
});

test('C1: any words about any stays end as the newest ones do', () => {
	const word = fc.record({
		id: fc.constantFrom('a', 'b', 'c'),
		day: fc.integer({ min: 10, max: 28 }),
		nights: fc.integer({ min: 0, max: 6 }),
		roomMinor: fc.integer({ min: 0, max: 100_000 }),
		brand: fc.constantFrom('standard', 'residence'),
		status: fc.constantFrom('checked_out' as const, 'checked_out' as const, 'cancelled' as const)
	});
	fc.assert(
		fc.property(
			fc.array(word, { minLength: 1, maxLength: 10 }),
			fc.constantFrom(atOnce, later),
			(words, programme) => {
				const told = open(programme);
				const newest = new Map<string, StayFacts>();
				for (const [at, { day, ...facts }] of words.entries()) {
					const stay = stayOf({ ...facts, arrival: `2026-03-${day}`, revision: at + 1 });
					told.say(stay);
					newest.set(stay.id, stay);
				}
				const alone = open(programme);
				for (const stay of newest.values()) alone.say(stay);
				expect(told.end()).toEqual(alone.end());
			}
		),
		{ numRuns: runs(300) }
	);
});

test('C6: a late arrival of a closed year is priced by the version and the tier of its own days', () => {
	const programme = programmeLike('meridian', {}, { from: '2026-01-01', earning: doubled });
	const { book, say } = open(programme);
	say(stayOf({ id: 'new', arrival: '2026-02-01', nights: 10, roomMinor: 10_000 }));
	const before = book.entries.map(({ id, points }) => [id, points]);
	say(stayOf({ id: 'old', arrival: '2025-06-01', nights: 10, roomMinor: 10_000 }));
	expect(book.entries.slice(0, 1).map(({ id, points }) => [id, points])).toEqual(before);
	expect(book.entries[1]).toMatchObject({
		points: 1000,
		effectiveOn: '2025-06-11',
		programmeVersion: 1
	});
	expect(book.history.grants.map(({ tier, from }) => [tier, from]).toSorted()).toEqual([
		['silver', '2025-06-11'],
		['silver', '2026-02-11']
	]);
	expect(checkMember(book.rows(), programme)).toEqual([]);
});
