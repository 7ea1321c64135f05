import { ceil, decimal, floor, fraction, over, times } from '../fraction.ts';
import { minorPerUnit, parseAmount } from '../money.ts';
import type { MoneyOff } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';

export interface MoneyOffUsed {
	readonly points: number;
	/** Off the bill, in minor units. */
	readonly amountMinor: number;
}

/**
 * What points take off a bill: never more than the bill needs, never more than there are. In steps:
 * the most whole steps. Any amount: points = ceil(amount × rate), the money exact. Refuses
 * `bill-below-one-step` and `not-enough-points` (fewer than the least that can be used).
 */
export function decideMoneyOff(
	rule: MoneyOff,
	bill: { readonly amountMinor: number; readonly currency: string },
	balance: number
): MoneyOffUsed {
	return rule.kind === 'steps' ? inSteps(rule, bill, balance) : anyAmount(rule, bill, balance);
}

function inSteps(
	rule: Extract<MoneyOff, { kind: 'steps' }>,
	bill: { readonly amountMinor: number; readonly currency: string },
	balance: number
): MoneyOffUsed {
	const stepMinor = parseAmount(rule.amount, bill.currency);
	if (!stepMinor) throw new Error(`no step of ${bill.currency}: ${rule.amount}`);
	const wanted = Math.floor(bill.amountMinor / stepMinor);
	if (wanted <= 0) throw new Refusal('bill-below-one-step', { stepMinor, currency: bill.currency });
	const steps = Math.min(wanted, Math.floor(balance / rule.points));
	if (steps <= 0) throw new Refusal('not-enough-points', { short: rule.points - balance, balance });
	return { points: steps * rule.points, amountMinor: steps * stepMinor };
}

function anyAmount(
	rule: Extract<MoneyOff, { kind: 'any' }>,
	bill: { readonly amountMinor: number; readonly currency: string },
	balance: number
): MoneyOffUsed {
	const { amountMinor, currency } = bill;
	if (amountMinor <= 0) throw new Refusal('bill-below-one-step', { stepMinor: 1, currency });
	const perMinor = over(decimal(rule.pointsPerUnit), fraction(minorPerUnit(currency)));
	const affordable = floor(over(fraction(Math.max(balance, 0)), perMinor));
	const taken = Math.min(amountMinor, affordable);
	if (taken === 0)
		throw new Refusal('not-enough-points', { short: ceil(perMinor) - balance, balance });
	return { points: ceil(times(fraction(taken), perMinor)), amountMinor: taken };
}
