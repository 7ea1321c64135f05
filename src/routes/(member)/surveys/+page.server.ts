import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readSurveys } from '#lib/server/surveys/read-survey.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readSurveys(locals.db, memberOf(locals).id, locals.now())
});
