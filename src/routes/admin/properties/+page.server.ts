import { readProperties } from '#lib/server/stays/read-properties.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readProperties(locals.db, url)
});
