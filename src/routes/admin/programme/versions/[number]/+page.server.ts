import { refusalToError } from '#lib/server/http.ts';
import { readVersionPage } from '#lib/server/programme/read-versions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readVersionPage(locals.db, Number(params.number), locals.now()).catch(refusalToError)
});
