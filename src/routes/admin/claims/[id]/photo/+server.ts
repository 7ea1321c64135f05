import { readClaimPhoto } from '#lib/server/claims/read-claim-to-decide.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const photo = await readClaimPhoto(locals.db, params.id).catch(refusalToError);
	return new Response(photo, { headers: { 'content-type': 'image/webp' } });
};
