import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readEntry } from '#lib/server/guests/read-entry.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readEntry(locals.db, memberOf(locals).id, params.id, locals.now()).catch(
		refusalToError
	)
});
