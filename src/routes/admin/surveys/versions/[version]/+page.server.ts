import { error } from '@sveltejs/kit';
import { refusalToError } from '#lib/server/http.ts';
import { readSurveyVersion } from '#lib/server/surveys/read-draft.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!/^[1-9]\d{0,8}$/.test(params.version)) error(404, 'not-found');
	const version = Number(params.version);
	return { view: await readSurveyVersion(locals.db, version).catch(refusalToError) };
};
