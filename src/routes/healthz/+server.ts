import { ping } from '#lib/server/db/ping.ts';
import type { RequestHandler } from './$types';

/** 200 once the database answers; whoever balances load asks here. */
export const GET: RequestHandler = async ({ locals }) => {
	await ping(locals.db);
	return new Response('ok\n', {
		headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' }
	});
};
