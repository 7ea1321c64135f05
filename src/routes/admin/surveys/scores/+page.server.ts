import { readList } from '#lib/server/lists.ts';
import { readScores } from '#lib/server/surveys/read-scores.ts';
import { filterNames } from '#lib/server/surveys/result-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { filters } = readList(url, { sorts: ['date'], filters: filterNames });
	return { view: await readScores(locals.db, filters, locals.now()) };
};
