import { staffOf } from '#lib/server/auth/signed-in.ts';
import { readQueue } from '#lib/server/cases/read-queue.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readQueue(locals.db, url, staffOf(locals).id, locals.now())
});
