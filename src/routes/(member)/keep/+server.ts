import { json } from '@sveltejs/kit';
import { notTheirs } from '#lib/server/auth/not-theirs.ts';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readKept } from '#lib/server/guests/read-kept.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { RequestHandler } from './$types';

/**
 * What the phone keeps for when there is no network. Without the body (HEAD) only whether the member of a
 * page that was loaded is still the one who is signed in.
 */
export const GET: RequestHandler = async ({ locals, request }) => {
	if (request.method === 'HEAD')
		return notTheirs(request.headers, memberOf(locals).id) ?? new Response(null);
	const { id: memberId, sessionId, verified } = memberOf(locals);
	const who = { memberId, sessionId, verified };
	return json(await readKept(locals.db, who, locals.now()).catch(refusalToError));
};
