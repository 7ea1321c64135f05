import { readCardCode } from '../cards/rotating-code.ts';
import { readVoucherCode } from '../rewards/voucher-code.ts';

/** What was typed or scanned at the desk. */
export type Typed =
	| { readonly kind: 'member'; readonly number: string }
	/** A card's number with the code that it shows now. */
	| { readonly kind: 'card'; readonly number: string; readonly code: string }
	/** 16 characters, without the hyphens between their groups. */
	| { readonly kind: 'voucher'; readonly code: string }
	| { readonly kind: 'neither' };

/**
 * Reads a member number, a voucher's code, or what the QR of either says (`SW1:…`, `SW1:V:…`), or a card's
 * rotating code after its number (`SW1:C:…:…`). Spaces, hyphens and case do not count; the figures of a
 * Chinese keyboard are those of any other.
 */
export function readTyped(text: string): Typed {
	const plain = text
		.normalize('NFKC')
		.replaceAll(/[\s\p{Pd}]/gu, '')
		.toUpperCase();
	const number = plain.replace(/^SW1:/, '');
	if (/^\d{10}$/.test(number)) return { kind: 'member', number };
	const card = readCardCode(plain);
	if (card) return { kind: 'card', ...card };
	const code = readVoucherCode(text);
	return code === undefined ? { kind: 'neither' } : { kind: 'voucher', code };
}
