import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readStatement } from '#lib/server/guests/read-statement.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readStatement(locals.db, memberOf(locals).id, params.month, locals.now()).catch(
		refusalToError
	)
});
