import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readStay } from '#lib/server/guests/read-stay.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readStay(locals.db, memberOf(locals).id, params.id, locals.now()).catch(
		refusalToError
	)
});
