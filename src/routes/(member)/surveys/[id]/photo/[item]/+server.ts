import { memberOf } from '#lib/server/auth/signed-in.ts';
import { refusalToError } from '#lib/server/http.ts';
import { readOwnSurveyPhoto } from '#lib/server/surveys/photos.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params: { id, item } }) => {
	const whose = { memberId: memberOf(locals).id, id };
	const photo = await readOwnSurveyPhoto(locals.db, whose, item).catch(refusalToError);
	return new Response(photo, { headers: { 'content-type': 'image/webp' } });
};
