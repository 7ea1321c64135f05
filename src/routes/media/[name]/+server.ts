import { error } from '@sveltejs/kit';
import { readPicture } from '#lib/server/media/read-picture.ts';
import type { RequestHandler } from './$types';

/** A picture's name is made of what it shows, so it never changes. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const file = await readPicture(locals.config.dataDir, params.name);
	if (!file) error(404, 'not-found');
	return new Response(file.bytes, {
		headers: {
			'content-type': file.type,
			'cache-control': 'public, max-age=31536000, immutable'
		}
	});
};
