import { readList } from '#lib/server/lists.ts';
import { honouredSorts, readHonoured } from '#lib/server/preferences/read-honoured.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readHonoured(
		locals.db,
		readList(url, { sorts: honouredSorts, filters: ['property'] }),
		locals.locale
	)
});
