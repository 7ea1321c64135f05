import { refusalToError } from '#lib/server/http.ts';
import { readOwnSurveyPhoto } from '#lib/server/surveys/photos.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params: { token, item } }) => {
	const photo = await readOwnSurveyPhoto(locals.db, { token }, item).catch(refusalToError);
	return new Response(photo, { headers: { 'content-type': 'image/webp' } });
};
