import { readList } from '#lib/server/lists.ts';
import { readResponses } from '#lib/server/surveys/read-responses.ts';
import { responseSorts } from '#lib/server/surveys/result-queries.ts';
import { filterNames } from '#lib/server/surveys/result-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const filters = [...filterNames, 'theme', 'word', 'language'];
	const asked = readList(url, { sorts: responseSorts, descending: true, filters });
	return { view: await readResponses(locals.db, asked, locals.now()) };
};
