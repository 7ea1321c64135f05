/** How an e-mail address is compared: two spellings of one mailbox give one key. */
export function emailKey(email: string): string {
	return email.trim().normalize('NFKC').toLowerCase();
}

/** How a family name is compared: without case, accents, spaces or punctuation. */
export function familyNameKey(name: string): string {
	return name
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** How a given name is compared when somebody is looked for: like a family name. */
export const givenNameKey = familyNameKey;
