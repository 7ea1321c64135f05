/** What was typed or scanned at the desk. */
export type Typed =
	| { readonly kind: 'member'; readonly number: string }
	/** 16 characters, without the spaces between their groups. */
	| { readonly kind: 'voucher'; readonly code: string }
	| { readonly kind: 'neither' };

/**
 * Reads a member number, a voucher's code, or what the QR of either says (`SW1:…`, `SW1:V:…`). Spaces
 * and hyphens do not count, nor does case; figures and letters of a Chinese keyboard are those of any
 * other. The letters that Crockford's base 32 leaves out stand for the digits they look like.
 */
export function readTyped(text: string): Typed {
	const plain = text
		.normalize('NFKC')
		.replace(/[\s\p{Pd}]/gu, '')
		.toUpperCase();
	const said = plain.replace(/^SW1:(V:)?/, '');
	const isVoucherQr = plain.startsWith('SW1:V:');
	if (!isVoucherQr && /^\d{10}$/.test(said)) return { kind: 'member', number: said };
	const code = said.replace(/O/g, '0').replace(/[IL]/g, '1');
	if (/^[0-9A-HJKMNP-TV-Z]{16}$/.test(code)) return { kind: 'voucher', code };
	return { kind: 'neither' };
}
