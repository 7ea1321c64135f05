import { houseOf } from '#lib/server/mail/house-of.ts';
import { readMails } from '#lib/server/outbox/read-mails.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	readMails(
		locals.db,
		houseOf(locals.config, locals.brand.now()),
		url.searchParams.get('before') ?? undefined
	);
