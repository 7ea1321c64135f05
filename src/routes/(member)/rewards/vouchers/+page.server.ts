import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readVouchers } from '#lib/server/guests/read-vouchers.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readVouchers(locals.db, memberOf(locals).id, locals.now()).catch(refusalToError)
});
