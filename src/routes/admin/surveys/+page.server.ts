import { readList } from '#lib/server/lists.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { filters } = readList(url, { sorts: ['date'], filters: ['property', 'period', 'tier'] });
	return { view: await readResults(locals.db, filters, locals.now()) };
};
