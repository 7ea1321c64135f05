/** Crockford's base 32: no letter that is taken for a digit, and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code_length = 16;

/** What a QR of a voucher says before its code: ours, version 1. */
const prefix = 'SW1:V:';

/**
 * A voucher's code, its whole secret: 16 characters, 80 bits of chance. `randomInt(limit)` gives a
 * whole number from 0 to below the limit.
 */
export function makeVoucherCode(randomInt: (limit: number) => number): string {
	return Array.from({ length: code_length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** In four groups of four, as it is shown and read out. */
export function showVoucherCode(code: string): string {
	return code.match(/.{1,4}/g)?.join('-') ?? '';
}

/** What the QR of a voucher says. */
export function voucherPayload(code: string): string {
	return prefix + code;
}

/**
 * The code that was typed or scanned: small letters, spaces and hyphens do not matter, O is 0, I and L
 * are 1. Undefined for what can be no code.
 */
export function readVoucherCode(typed: string): string | undefined {
	const text = typed.normalize('NFKC').trim().toUpperCase();
	const plain = (text.startsWith(prefix) ? text.slice(prefix.length) : text)
		.replaceAll(/[\s\p{Pd}]/gu, '')
		.replaceAll('O', '0')
		.replaceAll(/[IL]/g, '1');
	const isCode =
		plain.length === code_length && [...plain].every((sign) => alphabet.includes(sign));
	return isCode ? plain : undefined;
}
