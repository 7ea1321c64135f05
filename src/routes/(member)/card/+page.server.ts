import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readCard } from '#lib/server/guests/read-card.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readCard(locals.db, memberOf(locals).id, locals.now()).catch(refusalToError)
});
