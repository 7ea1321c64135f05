import { ping } from '#lib/server/db/ping.ts';
import type { RequestHandler } from './$types';

/** 200 once the database answers; whoever balances load asks here. */
export const GET: RequestHandler = async ({ locals }) => {
	const down = await ping(locals.db).then(
		() => false,
		() => true
	);
	if (down) return new Response('the database does not answer\n', { status: 503 });
	return new Response('ok\n', {
		headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' }
	});
};
