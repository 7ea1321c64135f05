import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readHome } from '#lib/server/guests/read-home.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id, verified } = memberOf(locals);
	return { view: await readHome(locals.db, id, verified, locals.now()).catch(refusalToError) };
};
