import { readList } from '#lib/server/lists.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { filterNames } from '#lib/server/surveys/result-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { filters } = readList(url, { sorts: ['date'], filters: filterNames });
	return { view: await readResults(locals.db, filters, locals.now()) };
};
