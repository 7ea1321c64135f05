import type { Instant } from '../calendar.ts';
import type { MoneyOff } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import { decideMoneyOff, type MoneyOffUsed } from '../rewards/money-off.ts';

/** How long the desk waits for the guest's word. */
export const minutes_open = 10;

/** Codes that may be tried; with the last wrong one the request is over. */
export const tries_max = 5;

export const code_digits = 6;

/** The largest bill, in minor units. */
export const bill_minor_max = 100_000_000;

export type RequestStatus = 'open' | 'done' | 'declined' | 'over';

/** What the desk asks a guest for, as far as it decides. */
export interface DeskRequest {
	readonly status: RequestStatus;
	/** The last moment at which it can be done. */
	readonly validTo: Instant;
	readonly code: string;
	readonly tries: number;
}

/** A bill in minor units of its currency. */
export interface Bill {
	readonly amountMinor: number;
	readonly currency: string;
}

/** Six random digits. `randomInt(limit)` gives a whole number from 0 to below the limit. */
export function makeRequestCode(randomInt: (limit: number) => number): string {
	return String(randomInt(10 ** code_digits)).padStart(code_digits, '0');
}

/** The digits as they were told: spaces and hyphens between them do not matter. */
export function readRequestCode(typed: string): string {
	return typed.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '');
}

/**
 * What a bill costs in points, as `decideMoneyOff` has it. Refused: what that refuses,
 * `reward-not-on-offer` where the programme takes no points for money, and `unknown-currency` with the
 * programme's `currency` for a bill in another one: no rate was agreed for it.
 */
export function decideBill(
	rule: MoneyOff | undefined,
	currency: string,
	bill: Bill,
	balance: number
): MoneyOffUsed {
	if (!rule) throw new Refusal('reward-not-on-offer');
	if (bill.currency !== currency) throw new Refusal('unknown-currency', { currency });
	return decideMoneyOff(rule, bill, balance);
}

export function isOpen({ status, validTo }: DeskRequest, now: Instant): boolean {
	return status === 'open' && now <= validTo;
}

/** Whether a code is the guest's word. Refused: `request-over` for whatever is not open any more. */
export function isGuestsWord(request: DeskRequest, typed: string, now: Instant): boolean {
	if (!isOpen(request, now)) throw new Refusal('request-over');
	return readRequestCode(typed) === request.code;
}

/** Tries that are left after a wrong code. */
export function triesLeft(tries: number): number {
	return Math.max(tries_max - tries, 0);
}

/** What a balance takes off the largest bill, in minor units; 0 where it is too small. */
export function moneyOffWorth(rule: MoneyOff, currency: string, balance: number): number {
	try {
		return decideMoneyOff(rule, { amountMinor: bill_minor_max, currency }, balance).amountMinor;
	} catch (thrown) {
		if (thrown instanceof Refusal && thrown.code === 'not-enough-points') return 0;
		throw thrown;
	}
}
