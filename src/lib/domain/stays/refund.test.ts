import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMember } from '../ledger/invariants.ts';
import { spend } from '../ledger/spend.ts';
import type { Programme } from '../programme/programme.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import { correctStay, postStay } from './post-stay.ts';
import { refundStay, type Refund } from './refund.ts';
import type { StayFacts } from './stay.ts';

const meridian = programmeLike('meridian');
const pearl = programmeLike('pearl');
const today = '2026-04-01';

const bill = stayOf({
	currency: 'CNY',
	nights: 3,
	folio: [
		{ class: 'room', amountMinor: 60_000, on: '2026-03-05' },
		{ class: 'room', amountMinor: 10_000, on: '2026-03-05' },
		{ class: 'food', amountMinor: 18_050, on: '2026-03-05' }
	]
});

function played(stay: StayFacts, programme: Programme = pearl) {
	const book = new Book(programme);
	const newId = countingIds();
	book.write(postStay(book.history, stay, programme, noRates, today, newId));
	const refund = (back: Refund) => {
		const corrected = { ...refundStay(stay, back), revision: 2 };
		const made = book.madeBy(stay.id);
		return book.write(correctStay(book.history, made, corrected, programme, noRates, today, newId));
	};
	const use = (points: number) => {
		const reasons = { kind: 'spend', points, what: 'test' } as const;
		book.write(
			spend(book.history, { kind: 'redeem', points, effectiveOn: today, reasons }, programme, newId)
		);
	};
	return { book, refund, use };
}

describe('C6: money given back takes its share of the points', () => {
	test('C6: half of everything', () => {
		const { book, refund } = played(bill);
		expect(book.history.account.balance).toBe(880);
		refund({ share: '0.5' });
		expect(book.history.account.balance).toBe(350 + 90);
		expect(checkMember(book.rows(), pearl)).toEqual([]);
	});

	test('C6: an amount of one class leaves the others, more than all leaves nothing', () => {
		const { book, refund } = played(bill);
		refund({ amountsMinor: { food: 8_050 } });
		expect(book.history.account.balance).toBe(700 + 100);
		const all = played(bill);
		all.refund({ amountsMinor: { room: 99_999_999, food: 18_050 } });
		expect(all.book.history.account).toMatchObject({ balance: 0, debt: 0 });
		expect(refundStay(bill, { share: 2 }).folio.map(({ amountMinor }) => amountMinor)).toEqual([
			0, 0, 0
		]);
	});

	test('C6: nights and rooms keep their proportions', () => {
		const stay = stayOf({
			nights: 2,
			rooms: 2,
			roomMinor: 30_000,
			nightAmounts: [
				{ on: '2026-03-02', amountMinor: 10_000 },
				{ on: '2026-03-03', amountMinor: 20_000 }
			],
			roomAmounts: [18_000, 12_000],
			paidWithPointsMinor: 3000
		});
		expect(refundStay(stay, { share: '0.5' })).toMatchObject({
			folio: [{ amountMinor: 15_000 }],
			nightAmounts: [{ amountMinor: 5000 }, { amountMinor: 10_000 }],
			roomAmounts: [9000, 6000],
			paidWithPointsMinor: 1500
		});
	});

	test('C6: the parts always add up to what is kept of the class', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 9 }),
				fc.integer({ min: 0, max: 1000 }),
				(amounts, thousandths) => {
					const total = amounts.reduce((sum, one) => sum + one, 0);
					const stay = stayOf({
						folio: amounts.map((amountMinor) => ({
							class: 'room' as const,
							amountMinor,
							on: '2026-03-03'
						}))
					});
					const after = refundStay(stay, { share: `0.${String(thousandths).padStart(4, '0')}` });
					const kept = after.folio.reduce((sum, line) => sum + line.amountMinor, 0);
					expect(Math.abs(kept - (total * (10_000 - thousandths)) / 10_000)).toBeLessThan(0.5001);
					expect(after.folio.every(({ amountMinor }) => amountMinor >= 0)).toBe(true);
				}
			)
		);
	});

	test('C6: a refund never charges the redeemed points again', () => {
		const { book, refund, use } = played(stayOf({ roomMinor: 10_000 }), meridian);
		use(600);
		refund({ share: '0.25' });
		expect(book.history.account.balance).toBe(1000 - 600 - 250);
		const redeemed = book.entries.filter(({ kind }) => kind === 'redeem');
		expect(redeemed.map(({ points }) => points)).toEqual([-600]);
		refund({ share: 1 });
		expect(book.history.account).toMatchObject({ balance: -600, debt: 600 });
		expect(checkMember(book.rows(), meridian)).toEqual([]);
	});

	test('C6: where only what is there is taken, spent points stay spent and come but once', () => {
		const lenient = programmeLike('meridian', { clawback: 'available' });
		const { book, refund, use } = played(stayOf({ roomMinor: 10_000 }), lenient);
		use(1000);
		refund({ share: '0.1' });
		expect(book.history.account).toMatchObject({ balance: 0, debt: 0 });
		expect(book.entries.at(-2)?.reasons).toMatchObject({ waived: 100, owed: 900 });
		expect(checkMember(book.rows(), lenient)).toEqual([]);
		const part = played(stayOf({ roomMinor: 10_000 }), lenient);
		part.use(950);
		part.refund({ share: '0.1' });
		expect(part.book.history.account).toMatchObject({ balance: 0, debt: 0 });
	});
});

describe('C6: what has lapsed is not taken again, and does not come back', () => {
	test('C6 D4: a correction years later gives no fresh points for those that silence ended', () => {
		const book = new Book(meridian);
		const newId = countingIds();
		const old = stayOf({ id: 'old', arrival: '2022-03-01', roomMinor: 10_000 });
		const post = (stay: StayFacts, on: string) =>
			book.write(postStay(book.history, stay, meridian, noRates, on, newId));
		post(old, '2022-03-02');
		post(stayOf({ id: 'new', arrival: '2026-03-01', roomMinor: 5_000 }), '2026-03-02');
		expect(book.history.account.balance).toBe(500);
		const better = { ...old, revision: 2, folio: stayOf({ roomMinor: 12_000 }).folio };
		const made = book.madeBy('old');
		book.write(correctStay(book.history, made, better, meridian, noRates, '2026-04-01', newId));
		expect(book.history.account.balance).toBe(500);
		expect(checkMember(book.rows(), meridian)).toEqual([]);
	});
});
