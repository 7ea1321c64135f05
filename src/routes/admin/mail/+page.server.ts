import { readMails } from '#lib/server/outbox/read-mails.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	readMails(locals.db, locals.config, url.searchParams.get('before') ?? undefined);
