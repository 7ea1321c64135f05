import { readExchange } from '#lib/server/exchange/read-exchange.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readExchange(locals.db, url)
});
