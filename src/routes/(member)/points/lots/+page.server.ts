import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readLots } from '#lib/server/guests/read-lots.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readLots(locals.db, memberOf(locals).id, locals.now()).catch(refusalToError)
});
