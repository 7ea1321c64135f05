import { decimal, fraction, over, parseDecimal, times, toDecimal } from '../fraction.ts';
import { parseAmount } from '../money.ts';
import type { FieldProblem } from '../views/form-answer.ts';
import type { Counter, Decimal } from './programme.ts';

/** What a field held, as the document keeps it, or what is wrong with it. */
export type Read<Value> = { readonly value: Value } | { readonly problem: FieldProblem };

export const number_max = 1_000_000_000;
export const bonus_percent_max = 500;

/** Digits of any width, as input methods write them, without blanks around. */
export function typedNumber(text: string): string {
	return text.normalize('NFKC').trim();
}

/** An exact decimal of at most nine digits after the point, not below 0. */
export function readDecimal(typed: string): Read<Decimal> {
	const text = typedNumber(typed);
	if (text === '') return { problem: 'required' };
	if (!/^\d+(\.\d{1,9})?$/.test(text) || text.length > 40) return { problem: 'number-invalid' };
	const exact = parseDecimal(text);
	if (!exact || exact.n > exact.d * BigInt(number_max)) return { problem: 'too-large' };
	return { value: asDecimal(toDecimal(exact, 9).text) };
}

export function readPositive(typed: string): Read<Decimal> {
	const read = readDecimal(typed);
	return 'value' in read && Number(read.value) === 0 ? { problem: 'number-invalid' } : read;
}

/** A whole number from `min` to `max`. */
export function readWhole(typed: string, min: number, max = number_max): Read<number> {
	const text = typedNumber(typed);
	if (text === '') return { problem: 'required' };
	if (!/^\d{1,15}$/.test(text)) return { problem: 'whole-number-invalid' };
	const value = Number(text);
	if (value < min) return { problem: 'whole-number-invalid' };
	return value > max ? { problem: 'too-large' } : { value };
}

/** As readWhole; an empty field is none. */
export function readWholeOrNone(typed: string, min: number): Read<number | undefined> {
	return typedNumber(typed) === '' ? { value: undefined } : readWhole(typed, min);
}

/** Percent as typed, exactly the share that the document holds: '12.5' is '0.125'. */
export function readPercent(typed: string): Read<Decimal> {
	const read = readDecimal(typed);
	if ('problem' in read) return read;
	const percent = decimal(read.value);
	if (percent.n > percent.d * BigInt(bonus_percent_max)) return { problem: 'bonus-too-large' };
	const share = toDecimal(over(percent, fraction(100)), 9);
	return share.exact ? { value: asDecimal(share.text) } : { problem: 'number-invalid' };
}

/** The share of the document in percent, exactly: '0.125' is '12.5'. */
export function percentText(share: Decimal): string {
	return toDecimal(times(decimal(share), fraction(100)), 9).text;
}

/** Of money counters an amount that the currency has, of all others a whole number. */
export function readThreshold(
	typed: string,
	unit: Counter['unit'] | undefined,
	currency: string
): Read<Decimal> {
	if (unit !== 'money') return readWhole(typed, 0);
	const read = readDecimal(typed);
	if ('value' in read && parseAmount(read.value, currency) === undefined)
		return { problem: 'number-invalid' };
	return read;
}

/** Whole numbers are numbers in the document, all others decimal text. */
function asDecimal(text: string): Decimal {
	return text.includes('.') ? text : Number(text);
}
