import { redirect } from '@sveltejs/kit';
import { deleteCookie } from '#lib/server/auth/cookies.ts';
import { endSession } from '#lib/server/auth/sessions.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, cookies }) => {
	const { db, staff, config } = locals;
	if (staff) await endSession(db, 'staff', staff.id, staff.sessionId);
	deleteCookie(cookies, 'staff', config.https);
	redirect(303, '/staff/sign-in');
};
