import { readMembers } from '#lib/server/members/read-members.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readMembers(locals.db, url)
});
