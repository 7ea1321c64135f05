import { readClaimsToDecide } from '#lib/server/claims/list-claims.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readClaimsToDecide(locals.db, url, locals.now()).catch(refusalToError)
});
