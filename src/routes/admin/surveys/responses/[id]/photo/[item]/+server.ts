import { refusalToError } from '#lib/server/http.ts';
import { readSurveyPhoto } from '#lib/server/surveys/photos.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params: { id, item } }) => {
	const photo = await readSurveyPhoto(locals.db, id, item).catch(refusalToError);
	return new Response(photo, { headers: { 'content-type': 'image/webp' } });
};
