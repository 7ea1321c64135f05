import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readOwnPhoto } from '#lib/server/claims/read-claims.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { id } = memberOf(locals);
	const photo = await readOwnPhoto(locals.db, id, params.id).catch(refusalToError);
	return new Response(photo, { headers: { 'content-type': 'image/webp' } });
};
