import type { ListState } from '#lib/domain/views/list.ts';

/** The address of the same list, asked for differently. What is sorted or filtered anew begins at its first page. */
export function listAddress(
	path: string,
	{ sort, descending, filters, page }: ListState,
	change: Partial<Pick<ListState, 'sort' | 'descending' | 'page'>>
): string {
	const asked = new URLSearchParams(filters);
	asked.set('sort', change.sort ?? sort);
	asked.set('order', (change.descending ?? descending) ? 'down' : 'up');
	const to = change.page ?? (change.sort === undefined ? page : 1);
	if (to > 1) asked.set('page', String(to));
	return `${path}?${asked.toString()}`;
}
