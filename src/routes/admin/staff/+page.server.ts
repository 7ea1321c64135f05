import { readStaff } from '#lib/server/staff/read-staff.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readStaff(locals.db, url)
});
