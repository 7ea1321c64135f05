import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import {
	decideBill,
	isGuestsWord,
	isOpen,
	makeRequestCode,
	readRequestCode,
	triesLeft,
	type DeskRequest
} from './request.ts';

const open: DeskRequest = {
	status: 'open',
	validTo: '2025-04-01T09:10:00.000Z',
	code: '004217',
	tries: 0
};
const early = '2025-04-01T09:00:00.000Z';
const bill = { amountMinor: 1_234, currency: 'EUR' };
const any = { kind: 'any', pointsPerUnit: '100' } as const;

test('K2: the code is six digits, whatever chance gives', () => {
	expect(makeRequestCode(() => 0)).toBe('000000');
	expect(makeRequestCode(() => 4_217)).toBe('004217');
	expect(makeRequestCode((limit) => limit - 1)).toBe('999999');
});

test.each(['004217', ' 004 217 ', '004-217', '００４２１７'])(
	'K2: "%s" is the guest’s word as it is told',
	(typed) => {
		expect(readRequestCode(typed)).toBe('004217');
		expect(isGuestsWord(open, typed, early)).toBe(true);
	}
);

test('K2: other digits are not the guest’s word, fewer neither', () => {
	for (const typed of ['004218', '4217', '', '0042170'])
		expect(isGuestsWord(open, typed, early)).toBe(false);
});

test('K2: a request is open through its last moment, and only while nothing became of it', () => {
	expect(isOpen(open, open.validTo)).toBe(true);
	expect(isOpen(open, '2025-04-01T09:10:00.001Z')).toBe(false);
	for (const status of ['done', 'declined', 'over'] as const) {
		expect(isOpen({ ...open, status }, early)).toBe(false);
		expect(refusalOf(() => isGuestsWord({ ...open, status }, '004217', early))).toBe(
			'request-over'
		);
	}
	expect(refusalOf(() => isGuestsWord(open, '004217', '2025-04-01T09:11:00.000Z'))).toBe(
		'request-over'
	);
});

test('T24: five codes may be tried', () => {
	expect([0, 1, 4, 5, 9].map(triesLeft)).toEqual([5, 4, 1, 0, 0]);
});

test('E5: points pay as much as the bill needs, in the currency of the programme alone', () => {
	expect(decideBill(any, 'EUR', bill, 5_000)).toEqual({ points: 1_234, amountMinor: 1_234 });
	expect(refusalOf(() => decideBill(undefined, 'EUR', bill, 5_000))).toBe('reward-not-on-offer');
	expect(refusalOf(() => decideBill(any, 'USD', bill, 5_000))).toBe('unknown-currency');
	expect(refusalOf(() => decideBill(any, 'EUR', bill, 0))).toBe('not-enough-points');
});

test('T24 E5: whoever splits a bill pays no fewer points for no more money', () => {
	const rules = fc.oneof(
		fc.constantFrom('100', '33.3', '7', '0.9').map((pointsPerUnit) => ({
			kind: 'any' as const,
			pointsPerUnit
		})),
		fc.constantFrom('5', '20').map((amount) => ({ kind: 'steps' as const, points: 900, amount }))
	);
	const amounts = fc.integer({ min: 2, max: 50_000 });
	fc.assert(
		fc.property(rules, amounts, fc.integer({ min: 1, max: 99 }), (rule, amountMinor, percent) => {
			const one = Math.floor((amountMinor * percent) / 100);
			const paid = (minor: number) =>
				usedOr(() => decideBill(rule, 'EUR', { amountMinor: minor, currency: 'EUR' }, 10_000_000));
			const whole = paid(amountMinor);
			const parts = [paid(one), paid(amountMinor - one)];
			const points = parts.reduce((sum, part) => sum + part.points, 0);
			const money = parts.reduce((sum, part) => sum + part.amountMinor, 0);
			expect(money).toBeLessThanOrEqual(whole.amountMinor);
			if (money === whole.amountMinor) expect(points).toBeGreaterThanOrEqual(whole.points);
		})
	);
});

function usedOr(decide: () => { points: number; amountMinor: number }) {
	try {
		return decide();
	} catch (thrown) {
		if (thrown instanceof Refusal && thrown.code === 'bill-below-one-step')
			return { points: 0, amountMinor: 0 };
		throw thrown;
	}
}

function refusalOf(act: () => unknown): string | undefined {
	try {
		act();
		return undefined;
	} catch (thrown) {
		return thrown instanceof Refusal ? thrown.code : 'a defect';
	}
}
