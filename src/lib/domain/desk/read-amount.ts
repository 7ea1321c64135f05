import { parseAmount } from '../money.ts';

/**
 * An amount as somebody types it, in minor units of its currency: "12.50", "12,50", "1,234.5", "1 234".
 * Undefined for what is no amount of that currency, and for nothing at all: 0 and below.
 */
export function readAmount(typed: string, currency: string): number | undefined {
	const text = typed.normalize('NFKC').replaceAll(/[\s\p{Sc}']/gu, '');
	const isGrouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text);
	const plain = isGrouped ? text.replaceAll(',', '') : text.replace(/,(?=\d{1,2}$)/, '.');
	const minor = /^\d+(\.\d+)?$/.test(plain) ? parseAmount(plain, currency) : undefined;
	return minor !== undefined && minor > 0 ? minor : undefined;
}
