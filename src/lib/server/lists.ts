import type { ListState } from '#lib/domain/views/list.ts';

const rows_per_page = 25;
const page_max = 100_000;
const filter_length_max = 200;

/** How an address asks for a list; what makes no sense is as if it were not there. */
export interface ListAsked<Sort extends string> {
	readonly sort: Sort;
	readonly descending: boolean;
	readonly filters: Readonly<Record<string, string>>;
	readonly offset: number;
	readonly limit: number;
}

export interface ListShape<Sort extends string> {
	/** The first is the one that is used when none is asked for. */
	readonly sorts: readonly [Sort, ...Sort[]];
	/** Whether that one begins with the greatest. */
	readonly descending?: boolean;
	readonly filters?: readonly string[];
}

/** Reads `sort`, `order`, `page` and the filters of a list from its address. */
export function readList<Sort extends string>(
	url: URL,
	{ sorts, descending = false, filters = [] }: ListShape<Sort>
): ListAsked<Sort> {
	const asked = url.searchParams;
	const sort = sorts.find((one) => one === asked.get('sort'));
	const order = asked.get('order');
	const page = Math.min(Math.max(Math.trunc(Number(asked.get('page') ?? 1)) || 1, 1), page_max);
	const given = filters.flatMap((name) => {
		const value = asked.get(name)?.trim().toWellFormed().slice(0, filter_length_max);
		return value ? [[name, value] as const] : [];
	});
	return {
		sort: sort ?? sorts[0],
		descending: order === null ? (sort === undefined ? descending : false) : order === 'down',
		filters: Object.fromEntries(given),
		offset: (page - 1) * rows_per_page,
		limit: rows_per_page
	};
}

/** What the list shows, once it is known how many rows there are. */
export function listState(asked: ListAsked<string>, total: number): ListState {
	const { sort, descending, filters, offset, limit } = asked;
	return {
		sort,
		descending,
		filters,
		total,
		page: offset / limit + 1,
		pages: Math.max(Math.ceil(total / limit), 1)
	};
}
