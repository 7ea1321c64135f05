import type { RequestHandler } from './$types';

/** The hotel's own values for the tokens of `app.css`; none are set yet. */
export const GET: RequestHandler = () =>
	new Response(':root {\n}\n', {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' }
	});
