import { error } from '@sveltejs/kit';
import { readProgramme } from '#lib/server/programme/read-programme.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { RequestHandler } from './$types';

/** The document of a version as it is kept. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const programme = await readProgramme(locals.db).catch(refusalToError);
	const version = programme.find(({ number }) => String(number) === params.number);
	if (!version) error(404, 'not-found');
	return new Response(`${JSON.stringify(version.document, null, '\t')}\n`, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="programme-version-${version.number}.json"`
		}
	});
};
