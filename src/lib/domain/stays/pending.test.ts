import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settlePoints } from '../expiry/settle-points.ts';
import { checkMember } from '../ledger/invariants.ts';
import { spend } from '../ledger/spend.ts';
import type { Programme } from '../programme/programme.ts';
import { anyHistory, play } from '../testing/any-history.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import { correctStay, postDue, postStay, takeBackStay } from './post-stay.ts';
import { runs } from '../testing/runs.ts';

/** Posted 14 days after check-out, lots of 36 months to the end of the month. */
const lotus = programmeLike('meridian', {
	releaseDays: 14,
	expiry: { kind: 'lot', months: 36, to: 'end-of-month' }
});

function open(programme: Programme = lotus) {
	const book = new Book(programme);
	const newId = countingIds();
	const post = (facts: Parameters<typeof stayOf>[0], today: string) =>
		book.write(postStay(book.history, stayOf(facts), programme, noRates, today, newId));
	const correct = (facts: Parameters<typeof stayOf>[0], today: string) => {
		const stay = stayOf({ revision: 2, ...facts });
		const made = book.madeBy(stay.id);
		return book.write(correctStay(book.history, made, stay, programme, noRates, today, newId));
	};
	const settle = (today: string) => book.write(settlePoints(book.history, programme, today, newId));
	const problems = () => checkMember(book.rows(), programme);
	return { book, newId, post, correct, settle, problems };
}

const stay = { arrival: '2026-03-01', nights: 2, roomMinor: 10_000 };

describe('C5: points wait for their day', () => {
	test('C5: no entry at check-out, tier credits at once, the balance without them', () => {
		const { book, post, problems } = open();
		const { posting, noPointsBecause } = post(stay, '2026-03-03');
		expect(noPointsBecause).toBeUndefined();
		expect(posting.entries).toEqual([]);
		expect(posting.pending).toMatchObject([
			{ points: 1000, earnedOn: '2026-03-03', releaseOn: '2026-03-17', stayId: 'stay-1' }
		]);
		expect(posting.credits.map(({ kind, countsOn }) => [kind, countsOn])).toContainEqual([
			'nights',
			'2026-03-03'
		]);
		expect(book.history.account.balance).toBe(0);
		expect(problems()).toEqual([]);
	});

	test('C5: on its day the entry is written, dated then, its lot aged by the departure', () => {
		const { book, post, settle, problems } = open();
		post(stay, '2026-03-03');
		expect(settle('2026-03-16').posting.entries).toEqual([]);
		const { posting } = settle('2026-03-17');
		expect(posting.entries).toMatchObject([
			{ kind: 'earn', points: 1000, effectiveOn: '2026-03-17', stayId: 'stay-1', stayRevision: 1 }
		]);
		expect(posting.opened).toMatchObject([{ earnedOn: '2026-03-03', validTo: '2029-03-31' }]);
		expect(book.history.pending).toEqual([]);
		expect(problems()).toEqual([]);
		expect(settle('2026-03-17').posting.entries).toEqual([]);
	});

	test('C5: a release over the end of a month does not make the lot younger', () => {
		const { post, settle } = open();
		post({ ...stay, arrival: '2026-03-26' }, '2026-03-28');
		expect(settle('2026-04-11').posting.opened).toMatchObject([{ validTo: '2029-03-31' }]);
	});

	test('C5: a late run and a daily one end the same', () => {
		const daily = open();
		const late = open();
		for (const book of [daily, late]) {
			book.post(stay, '2026-03-03');
			book.post({ ...stay, id: 'b', arrival: '2026-03-05' }, '2026-03-07');
		}
		for (const day of ['2026-03-17', '2026-03-18', '2026-03-21', '2026-06-01']) daily.settle(day);
		late.settle('2026-06-01');
		const told = ({ book }: typeof daily) =>
			book.entries.map(({ points, effectiveOn, balanceAfter }) => [
				points,
				effectiveOn,
				balanceAfter
			]);
		expect(told(late)).toEqual(told(daily));
		expect(told(late).map(([, on]) => on)).toEqual(['2026-03-17', '2026-03-21']);
	});

	test('C5: spending sees what is due today and nothing that comes tomorrow', () => {
		const { book, post, newId, problems } = open();
		post(stay, '2026-03-03');
		const take = (effectiveOn: string) =>
			spend(
				book.history,
				{
					kind: 'redeem',
					points: 600,
					effectiveOn,
					reasons: { kind: 'spend', points: 600, what: 'test' }
				},
				lotus,
				newId
			);
		expect(() => take('2026-03-16')).toThrow('not-enough-points');
		book.write(take('2026-03-17'));
		expect(book.history.account.balance).toBe(400);
		expect(problems()).toEqual([]);
	});

	test('C5: what becomes known after its day is posted at once, dated on that day', () => {
		const { book, post, newId, problems } = open();
		post(stay, '2026-05-01');
		const { posting } = book.write(postDue(book.history, lotus, '2026-05-01', newId));
		expect(posting.entries).toMatchObject([{ points: 1000, effectiveOn: '2026-03-17' }]);
		expect(posting.opened).toMatchObject([{ earnedOn: '2026-03-03' }]);
		expect(postDue(book.history, lotus, '2026-05-01', newId).posting.entries).toEqual([]);
		expect(problems()).toEqual([]);
	});

	test('C5: the version that prices the stay says whether it waits', () => {
		const changed = programmeLike('meridian', {}, { from: '2026-03-04', releaseDays: 14 });
		const { post } = open(changed);
		expect(post(stay, '2026-03-10').posting.entries).toHaveLength(1);
		const later = post({ ...stay, id: 'b', arrival: '2026-03-02' }, '2026-03-10');
		expect(later.posting).toMatchObject({ entries: [], pending: [{ points: 1000 }] });
	});

	test('C6: points that are released heal what is owed first', () => {
		const { book, post, correct, settle, newId, problems } = open();
		post(stay, '2026-03-03');
		settle('2026-03-17');
		const reasons = { kind: 'spend', points: 1000, what: 'test' } as const;
		book.write(
			spend(
				book.history,
				{ kind: 'redeem', points: 1000, effectiveOn: '2026-03-18', reasons },
				lotus,
				newId
			)
		);
		correct({ ...stay, status: 'cancelled' }, '2026-03-19');
		expect(book.history.account).toMatchObject({ balance: -1000, debt: 1000 });
		post({ ...stay, id: 'b', arrival: '2026-03-20', roomMinor: 15_000 }, '2026-03-22');
		settle('2026-04-05');
		expect(book.history.account).toMatchObject({ balance: 500, debt: 0 });
		expect(problems()).toEqual([]);
	});
});

describe('C1: corrections while points wait', () => {
	test('C1 C5: what waits ends with why and is made anew', () => {
		const { book, post, correct, problems } = open();
		post(stay, '2026-03-03');
		const { posting } = correct({ ...stay, roomMinor: 20_000 }, '2026-03-10');
		expect(posting.entries).toEqual([]);
		expect(posting.pendingEnds).toMatchObject([{ on: '2026-03-10', why: 'stay-corrected' }]);
		expect(posting.pending).toMatchObject([{ points: 2000, stayRevision: 2 }]);
		expect(book.history.pending).toHaveLength(1);
		expect(problems()).toEqual([]);
	});

	test('C1 C5: a cancelled stay, or one of another member, leaves nothing that waits', () => {
		const cancelled = open();
		cancelled.post(stay, '2026-03-03');
		cancelled.correct({ ...stay, status: 'cancelled' }, '2026-03-10');
		const moved = open();
		moved.post(stay, '2026-03-03');
		moved.book.write(
			takeBackStay(
				moved.book.history,
				moved.book.madeBy('stay-1'),
				{ on: '2026-03-10', why: 'stay-of-another' },
				lotus,
				moved.newId
			)
		);
		for (const { book, settle, problems } of [cancelled, moved]) {
			settle('2026-12-31');
			expect(book.entries).toEqual([]);
			expect(book.history.credits.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
			expect(problems()).toEqual([]);
		}
	});

	test('C1 C5: after the release it is the usual reversal, also when the run was late', () => {
		const { book, post, correct, problems } = open();
		post(stay, '2026-03-03');
		const { posting } = correct({ ...stay, roomMinor: 12_000 }, '2026-03-20');
		expect(
			posting.entries.map(({ kind, points, effectiveOn }) => [kind, points, effectiveOn])
		).toEqual([
			['earn', 1000, '2026-03-17'],
			['reversal', -1000, '2026-03-20']
		]);
		expect(posting.pending).toMatchObject([{ points: 1200, releaseOn: '2026-03-17' }]);
		book.write(postDue(book.history, lotus, '2026-03-20', countingIds('x')));
		expect(book.history.account.balance).toBe(1200);
		expect(problems()).toEqual([]);
	});
});

describe('D3: pending points and tiers', () => {
	test('C5 D3: the stay reaches its tier at check-out, though its points wait', () => {
		const { post } = open();
		const { posting } = post(
			{ arrival: '2026-03-01', nights: 10, roomMinor: 10_000 },
			'2026-03-11'
		);
		expect(posting.grants).toMatchObject([{ tier: 'silver', from: '2026-03-11' }]);
		const next = post({ id: 'b', arrival: '2026-03-11', roomMinor: 10_000 }, '2026-03-12');
		expect(next.posting.pending).toMatchObject([{ points: 1100 }]);
	});
});

test('C2: a pending row that was posted twice, or otherwise, is found', () => {
	const { book, post, settle } = open();
	post(stay, '2026-03-03');
	settle('2026-03-17');
	const rows = book.rows();
	const [end] = rows.pendingEnds;
	const [entry] = rows.entries;
	const faults = [
		{ ...rows, pendingEnds: [...rows.pendingEnds, ...rows.pendingEnds] },
		{
			...rows,
			pendingEnds: [{ pendingId: end?.pendingId ?? '', on: '2026-03-17', entryId: 'none' }]
		},
		{ ...rows, pending: rows.pending.map((one) => ({ ...one, points: 999 })) },
		{ ...rows, pending: rows.pending.map((one) => ({ ...one, stayId: 'other' })) }
	];
	expect(entry).toBeDefined();
	for (const fault of faults)
		expect(checkMember(fault, lotus).map(({ invariant }) => invariant)).toContain('pending');
});

describe('C2: whatever happens, in whatever order', () => {
	const silent = { kind: 'inactivity', months: 12, activity: ['stay', 'redeem'] } as const;
	test.each([
		['lots of 36 months', lotus],
		[
			'lots of a month, shorter than the wait',
			programmeLike('meridian', {
				releaseDays: 60,
				expiry: { kind: 'lot', months: 1, to: 'day' }
			})
		],
		['silence', programmeLike('meridian', { releaseDays: 30, expiry: silent })],
		['what is there', programmeLike('meridian', { releaseDays: 14, clawback: 'available' })],
		[
			'a version that posts at once before',
			programmeLike('meridian', {}, { from: '2023-01-01', releaseDays: 14 })
		]
	])('C2 C5: balance, lots, chain and pending rows agree: %s', (_, programme) => {
		fc.assert(
			fc.property(anyHistory, (acts) => {
				const book = play(programme, acts, (after) =>
					expect(checkMember(after.rows(), programme)).toEqual([])
				);
				const { history } = book;
				const once = settlePoints(history, programme, '2035-01-01', countingIds('x'));
				const twice = settlePoints(once.history, programme, '2035-01-01', countingIds('y'));
				expect(twice.posting.entries).toEqual([]);
				expect(once.history.pending).toEqual([]);
				let daily = history;
				for (let year = 2022; year <= 2034; year += 1)
					for (const day of ['01-01', '05-17', '09-30'])
						daily = settlePoints(
							daily,
							programme,
							`${year}-${day}`,
							countingIds(`${year}${day}`)
						).history;
				daily = settlePoints(daily, programme, '2035-01-01', countingIds('z')).history;
				expect(daily.account).toEqual(once.history.account);
			}),
			{ numRuns: runs(150) }
		);
	});
});
