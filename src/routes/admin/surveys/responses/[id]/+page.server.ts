import { refusalToError } from '#lib/server/http.ts';
import { readResponse } from '#lib/server/surveys/read-responses.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readResponse(locals.db, params.id).catch(refusalToError)
});
