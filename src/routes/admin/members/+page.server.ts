import { readMembers } from '#lib/server/members/read-members.ts';
import { readLowStock } from '#lib/server/rewards/read-low-stock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readMembers(locals.db, url),
	low: await readLowStock(locals.db, locals.now())
});
