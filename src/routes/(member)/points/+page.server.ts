import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readPoints } from '#lib/server/guests/read-points.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const before = /^[1-9]\d{0,14}$/.exec(url.searchParams.get('before') ?? '')?.[0];
	const memberId = memberOf(locals).id;
	const page = before === undefined ? undefined : Number(before);
	return {
		view: await readPoints(locals.db, memberId, page, locals.now()).catch(refusalToError)
	};
};
