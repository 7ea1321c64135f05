import { readAudit } from '#lib/server/audit/read-audit.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readAudit(locals.db, url)
});
