import { decimalsOf, minorPerUnit } from './currency.ts';
import { fraction, parseDecimal, type Fraction } from './fraction.ts';

export { decimalsOf, minorPerUnit };

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code. */
export function isCurrency(code: string): boolean {
	return currencies.has(code);
}

/** Minor units of a decimal text; undefined when it is no amount of that currency. */
export function parseAmount(text: string | number, currency: string): number | undefined {
	const parsed = parseDecimal(text);
	if (!parsed) return undefined;
	const minor = parsed.n * BigInt(minorPerUnit(currency));
	if (minor % parsed.d !== 0n) return undefined;
	const number = Number(minor / parsed.d);
	return Number.isSafeInteger(number) ? number : undefined;
}

/** Decimal text with all decimals of the currency, for documents and exports; screens use Intl. */
export function amountText(minor: number, currency: string): string {
	const decimals = decimalsOf(currency);
	if (decimals === 0) return String(minor);
	const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
	return `${minor < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** An amount in units of its currency. */
export function amountOf(minor: number, currency: string): Fraction {
	return fraction(minor, minorPerUnit(currency));
}
