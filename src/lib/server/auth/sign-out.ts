import type { RequestEvent } from '@sveltejs/kit';
import type { SubjectKind } from '../db/tables.ts';
import { deleteCookie } from './cookies.ts';
import { endSession } from './sessions.ts';

/**
 * Ends this browser's session, and tells the browser to forget everything that it keeps of us: what
 * it fetched, what it stored, the pages behind its back button. The worker comes back with the next
 * page.
 */
export async function signOut(
	{ locals, cookies, request }: RequestEvent,
	kind: SubjectKind,
	landing: string
): Promise<Response> {
	const { db, config } = locals;
	const who = locals[kind];
	if (who) await endSession(db, kind, who.id, who.sessionId);
	deleteCookie(cookies, kind, config.https);
	// The worker asks, for a guest who signed out without a network: the phone has forgotten already.
	if (!isNavigation(request)) return new Response(null, { status: 204 });
	return new Response(null, {
		status: 303,
		headers: { location: landing, 'clear-site-data': '"cache", "storage"' }
	});
}

function isNavigation({ headers }: Request): boolean {
	return (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate';
}
