import { describe, expect, test } from 'vitest';
import { checkMember } from '../ledger/invariants.ts';
import { spend } from '../ledger/spend.ts';
import type { Version } from '../programme/programme.ts';
import { heldTier } from '../tiers/held-tier.ts';
import { Book, countingIds, programmeLike } from '../testing/make.ts';
import { correctActivity, postActivity, type PartnerActivity } from './post-activity.ts';

const today = '2026-06-01';
const name = { en: 'Event' };
const events: Partial<Version> = {
	expiry: { kind: 'never' },
	activities: [
		{
			id: 'event',
			name,
			measures: [
				{ id: 'bill', unit: 'money' },
				{ id: 'guests', unit: 'count' }
			],
			earning: [{ id: 'bill', measure: 'bill', points: 1, per: 2, as: 'base' }],
			credits: [{ id: 'nights', credit: 'nights', measure: 'guests', amount: 1, per: 1 }]
		}
	]
};
const first: PartnerActivity = {
	id: 'a1',
	kind: 'event',
	on: '2026-02-01',
	amounts: { bill: 1_000, guests: 10 }
};

function open(more: Partial<Version> = {}) {
	const programme = programmeLike('meridian', { ...events, ...more });
	const book = new Book(programme);
	const newId = countingIds();
	const post = (activity: PartnerActivity) =>
		book.write(postActivity(book.history, activity, programme, today, newId));
	const correct = (change: Partial<PartnerActivity>, on = today) => {
		const made = book.madeByActivity(first.id);
		const activity = { ...first, ...change };
		return book.write(correctActivity(book.history, made, activity, programme, on, newId));
	};
	const buy = (points: number) => {
		const reasons = { kind: 'spend', points, what: 'tea' } as const;
		const spending = { kind: 'redeem', points, effectiveOn: '2026-03-01', reasons } as const;
		book.write(spend(book.history, spending, programme, newId));
	};
	const nights = () => book.history.credits.reduce((sum, { amount }) => sum + amount, 0);
	const tier = () => heldTier(book.history.grants, programme, today).tier.id;
	const end = () => {
		expect(checkMember(book.rows(), programme)).toEqual([]);
		const { balance, debt } = book.history.account;
		return { balance, debt, nights: nights(), tier: tier() };
	};
	return { book, post, correct, buy, end };
}

describe('C1: a correction of an activity ends as if the newest word had been the only one', () => {
	const forms: [string, Partial<PartnerActivity>][] = [
		['more', { amounts: { bill: 1_500, guests: 12 } }],
		['less', { amounts: { bill: 400, guests: 3 } }],
		['another day', { on: '2026-03-09' }],
		['another day and amount', { on: '2026-01-09', amounts: { bill: 7 } }],
		['nothing that earns', { amounts: {} }],
		['a kind that is none', { kind: 'cruise' }],
		['cancelled', { isCancelled: true }]
	];
	test.each(forms)('C1: %s', (_form, change) => {
		const corrected = open();
		corrected.post(first);
		const step = corrected.correct(change);
		const once = open();
		once.post({ ...first, ...change });
		expect(corrected.end()).toEqual(once.end());
		const [reversal, anew] = step.posting.entries;
		expect(reversal).toMatchObject({ kind: 'reversal', points: -500, effectiveOn: today });
		expect(reversal?.reverses).toBe(corrected.book.entries[0]?.id);
		const [entry] = once.book.entries;
		if (entry) expect(anew).toMatchObject({ kind: 'earn', reasons: entry.reasons });
		else expect(anew).toBeUndefined();
	});

	test('C1: back and forth any number of times, and what was cancelled can be again', () => {
		const { post, correct, end } = open();
		post(first);
		const before = end();
		correct({ isCancelled: true });
		correct({ amounts: { bill: 90, guests: 1 } });
		correct({ isCancelled: true });
		expect(end()).toMatchObject({ balance: 0, debt: 0, nights: 0, tier: 'member' });
		correct({});
		expect(end()).toEqual(before);
	});
});

describe('C6: what an activity gave and was spent', () => {
	test('C6: is owed where the programme claws back into debt, and healed by the next points', () => {
		const { post, correct, buy, end } = open({ clawback: 'debt' });
		post(first);
		buy(450);
		correct({ amounts: { bill: 600 } });
		expect(end()).toMatchObject({ balance: -150, debt: 150 });
		post({ ...first, id: 'a2', amounts: { bill: 500 } });
		expect(end()).toMatchObject({ balance: 100, debt: 0 });
	});

	test('C6: stays with the member where it does not, and is never handed out twice', () => {
		const { post, correct, buy, end } = open({ clawback: 'available' });
		post(first);
		buy(450);
		correct({ amounts: { bill: 980, guests: 10 } });
		expect(end()).toMatchObject({ balance: 40, debt: 0 });
		correct({ isCancelled: true });
		expect(end()).toMatchObject({ balance: 0, debt: 0 });
	});

	test('C3: what had lapsed in silence does not come back with a correction', () => {
		const expiry = { kind: 'inactivity', months: 12, activity: ['stay', 'activity'] } as const;
		const { post, correct, end } = open({ expiry: { ...expiry, activity: [...expiry.activity] } });
		post(first);
		correct({ amounts: { bill: 1_200, guests: 10 } }, '2027-06-01');
		expect(end()).toMatchObject({ balance: 0, debt: 0 });
	});
});
