import { readList } from '#lib/server/lists.ts';
import { itemSorts, readItemList } from '#lib/server/preferences/read-catalogue.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readItemList(
		locals.db,
		readList(url, { sorts: itemSorts, filters: ['q', 'status', 'group'] }),
		locals.locale
	)
});
