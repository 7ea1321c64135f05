import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readCookie, setSessionCookie } from '#lib/server/auth/cookies.ts';
import { ownPath } from '#lib/server/auth/requests.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { hashToken } from '#lib/server/auth/tokens.ts';
import { findHere } from '#lib/server/desk/here.ts';
import { lockDesk } from '#lib/server/desk/lock-desk.ts';
import { openDesk } from '#lib/server/desk/open-desk.ts';
import { readLock } from '#lib/server/desk/read-lock.ts';
import {
	isFormFailure,
	knownPassword,
	line,
	readForm,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const LockForm = z.object({ by: z.enum(['hand', 'time'], 'invalid') });
const OpenForm = z.object({ clerk: uuid, pin: knownPassword, next: line(500).optional() });

export const load: PageServerLoad = async ({ locals, cookies, url }) => ({
	lock: await readLock(locals.db, staffOf(locals).id, await findHere(locals, cookies)),
	next: url.searchParams.get('next') ?? undefined
});

export const actions: Actions = {
	lock: async ({ request, locals }) => {
		const form = await readForm(LockForm, request);
		if (!form.ok) return form.failure;
		const { id: staffId, sessionId } = staffOf(locals);
		await lockDesk(locals.db, { staffId, sessionId, ...form.value }, locals.now());
		redirect(303, '/desk/lock');
	},

	open: async (event) => {
		const { request, locals, cookies, url, setHeaders } = event;
		const form = await readForm(OpenForm, request);
		if (!form.ok) return form.failure;
		const { clerk: clerkId, pin: secret, next } = form.value;
		const here = await findHere(locals, cookies);
		const asked = {
			staff: staffOf(locals),
			...{ clerkId, secret },
			propertyId: here?.id,
			device: deviceOf(event),
			userAgent: request.headers.get('user-agent') ?? ''
		};
		const session = await openDesk(locals.db, asked, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(session)) return session;
		if (!session) redirect(303, ownPath(next, url.origin, '/desk'));
		// Nothing of the one before stays behind, neither their pages nor their way back.
		setSessionCookie(cookies, 'staff', locals.config.https, session);
		setHeaders({ 'clear-site-data': '"cache", "storage"' });
		redirect(303, '/desk');
	}
};

/** The browser by the mark of its last sign-in; without one by where it is. */
function deviceOf({ cookies, locals }: RequestEvent): string {
	const mark = readCookie(cookies, 'staff-device', locals.config.https);
	return mark === undefined ? locals.address : hashToken(mark);
}
