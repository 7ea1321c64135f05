import { redirect } from '@sveltejs/kit';
import { deleteCookie } from '#lib/server/auth/cookies.ts';
import { endSession } from '#lib/server/auth/sessions.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, cookies }) => {
	const { db, member, config } = locals;
	if (member) await endSession(db, 'member', member.id, member.sessionId);
	deleteCookie(cookies, 'member', config.https);
	redirect(303, '/');
};
