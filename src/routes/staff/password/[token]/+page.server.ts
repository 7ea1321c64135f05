import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { rememberSignIn } from '#lib/server/auth/cookies.ts';
import { findLink } from '#lib/server/auth/links.ts';
import { linkLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { isFormFailure, newPassword, readForm, refusalToFail } from '#lib/server/http.ts';
import { setFirstPassword } from '#lib/server/staff/set-first-password.ts';
import type { Actions, PageServerLoad } from './$types';

const PasswordForm = z.object({ password: newPassword });

/** Looking at the page never uses the link up. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const link = await findLink(locals.db, ['staff-welcome'], params.token, locals.now());
	return { works: link !== undefined };
};

export const actions: Actions = {
	default: async ({ request, locals, params, cookies }) => {
		const form = await readForm(PasswordForm, request);
		if (!form.ok) return form.failure;

		const { db, config, address } = locals;
		const asked = {
			token: params.token,
			password: form.value.password,
			userAgent: request.headers.get('user-agent') ?? ''
		};
		const signedIn = await countTry(db, linkLimits(address), locals.now())
			.then(() => setFirstPassword(db, asked, locals.now()))
			.catch(refusalToFail);
		if (isFormFailure(signedIn)) return signedIn;
		rememberSignIn(cookies, 'staff', config.https, signedIn);
		// The sign-in page itself knows where each role is at home.
		redirect(303, '/staff/sign-in');
	}
};
