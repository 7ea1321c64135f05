/** What stands before the id of a question whose answer a preview's address holds. */
export const saidPrefix = 'a.';

/** The address of another step of a preview, with what was answered before and in this form. */
export function previewAddress(here: URL, form: FormData, step: string): string {
	const query = new URLSearchParams(here.search);
	query.set('step', step);
	const boxes = new Map<string, string[]>();
	for (const [name, value] of form) {
		if (typeof value !== 'string' || name === 'go') continue;
		const [id = '', box] = name.split(':');
		if (box === undefined) query.set(saidPrefix + id, value);
		else boxes.set(id, [...(boxes.get(id) ?? []), ...(box === '' ? [] : [box])]);
	}
	for (const [id, chosen] of boxes) query.set(saidPrefix + id, chosen.join(' '));
	return `${here.pathname}?${query.toString()}`;
}
