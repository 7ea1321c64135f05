/** A name as an id that is not among those taken: lower-case words joined by hyphens. */
export function freeId(words: string, taken: readonly string[]): string {
	const plain = words
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, 40)
		.replaceAll(/^-+|-+$/g, '');
	const id = plain || 'option';
	if (!taken.includes(id)) return id;
	let at = 2;
	while (taken.includes(`${id}-${at}`)) at += 1;
	return `${id}-${at}`;
}
