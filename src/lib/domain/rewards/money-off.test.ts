import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { decideMoneyOff } from './money-off.ts';

const cny = (amountMinor: number) => ({ amountMinor, currency: 'CNY' });
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const steps = { kind: 'steps', points: 100, amount: 1 } as const;
const forty = { kind: 'steps', points: 2000, amount: '40' } as const;
const any = { kind: 'any', pointsPerUnit: 15 } as const;

function refusalOf(run: () => unknown): unknown {
	try {
		return run();
	} catch (error) {
		return error instanceof Refusal ? { code: error.code, ...error.facts } : error;
	}
}

describe('E5: in steps', () => {
	test.each([
		[steps, cny(300), 350, 300, 300],
		[steps, cny(299), 350, 200, 200],
		[steps, cny(100_000), 350, 300, 300],
		[forty, usd(10_000), 9000, 4000, 8000],
		[forty, usd(4000), 2000, 2000, 4000]
	])('E5: %o on %o with %i: %i points', (rule, bill, balance, points, amountMinor) => {
		expect(decideMoneyOff(rule, bill, balance)).toEqual({ points, amountMinor });
	});

	test('E5: a bill below one step is told so, and so are too few points', () => {
		expect(refusalOf(() => decideMoneyOff(steps, cny(99), 350))).toEqual({
			code: 'bill-below-one-step',
			stepMinor: 100,
			currency: 'CNY'
		});
		expect(refusalOf(() => decideMoneyOff(steps, cny(500), 99))).toEqual({
			code: 'not-enough-points',
			short: 1,
			balance: 99
		});
	});
});

describe('E5: any amount', () => {
	test.each([
		[usd(10_000), 5000, 1500, 10_000],
		[usd(1), 5000, 1, 1],
		[usd(1001), 5000, 151, 1001],
		[usd(10_000), 100, 100, 666],
		[usd(10_000), 1, 1, 6]
	])('E5: %o with %i: %i points', (bill, balance, points, amountMinor) => {
		expect(decideMoneyOff(any, bill, balance)).toEqual({ points, amountMinor });
	});

	test('E5: nothing to pay, or nothing to pay with', () => {
		expect(refusalOf(() => decideMoneyOff(any, usd(0), 100))).toMatchObject({
			code: 'bill-below-one-step'
		});
		expect(refusalOf(() => decideMoneyOff(any, usd(100), 0))).toMatchObject({
			code: 'not-enough-points'
		});
		expect(refusalOf(() => decideMoneyOff(any, usd(100), -5))).toMatchObject({
			code: 'not-enough-points',
			short: 6
		});
	});
});

describe('E5: points worth more than the bill', () => {
	const plenty = 1_000_000;

	test.each([
		['the last part of a step stays to be paid', steps, cny(399), 300, 300],
		['a bill of one step takes one step', forty, usd(4000), 2000, 4000],
		['one cent less than two steps takes one', forty, usd(7999), 2000, 4000],
		['any amount takes what the bill is', any, usd(100), 15, 100],
		['a part of a point is a whole one', any, usd(99), 15, 99],
		['yen have no minor unit', any, { amountMinor: 3, currency: 'JPY' }, 45, 3],
		['dinars have a thousand', any, { amountMinor: 1, currency: 'KWD' }, 1, 1],
		['dinars by steps', steps, { amountMinor: 2999, currency: 'KWD' }, 200, 2000]
	])('E5: %s', (_, rule, bill, points, amountMinor) => {
		expect(decideMoneyOff(rule, bill, plenty)).toEqual({ points, amountMinor });
	});

	test('E5: a bill below one step takes nothing, however many points there are', () => {
		expect(refusalOf(() => decideMoneyOff(forty, usd(3999), plenty))).toEqual({
			code: 'bill-below-one-step',
			stepMinor: 4000,
			currency: 'USD'
		});
	});

	test('E5: a hundred dollars for a dinner at 15 points a dollar are 1,500 points', () => {
		expect(decideMoneyOff(any, usd(10_000), 1500)).toEqual({ points: 1500, amountMinor: 10_000 });
		expect(decideMoneyOff(any, usd(10_000), 1499)).toEqual({ points: 1499, amountMinor: 9993 });
	});
});

test('E5: never more than the bill needs or the balance has, and one point less would not do', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(steps, forty, any, { kind: 'any', pointsPerUnit: '0.7' } as const),
			fc.integer({ min: 1, max: 200_000 }),
			fc.integer({ min: 1, max: 100_000 }),
			(rule, amountMinor, balance) => {
				const used = refusalOf(() => decideMoneyOff(rule, usd(amountMinor), balance));
				if (typeof used !== 'object' || used === null || 'code' in used) {
					expect(used).toMatchObject({ code: expect.any(String) });
					return;
				}
				const { points, amountMinor: off } = used as { points: number; amountMinor: number };
				expect(points).toBeLessThanOrEqual(balance);
				expect(off).toBeLessThanOrEqual(amountMinor);
				expect(off).toBeGreaterThan(0);
				if (points > 1) {
					const fewer = refusalOf(() => decideMoneyOff(rule, usd(off), points - 1));
					expect((fewer as { amountMinor?: number }).amountMinor ?? 0).toBeLessThan(off);
				}
			}
		)
	);
});
