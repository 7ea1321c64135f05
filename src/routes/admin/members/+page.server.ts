import { staffOf } from '#lib/server/auth/signed-in.ts';
import { readPraise } from '#lib/server/cases/read-praise.ts';
import { readMembers } from '#lib/server/members/read-members.ts';
import { readLowStock } from '#lib/server/rewards/read-low-stock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readMembers(locals.db, url),
	low: await readLowStock(locals.db, locals.now()),
	praise: await readPraise(locals.db, staffOf(locals).id, locals.now())
});
