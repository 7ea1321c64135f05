import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readStatements } from '#lib/server/guests/read-statement.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readStatements(locals.db, memberOf(locals).id, locals.now()).catch(refusalToError)
});
