import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { rememberSignIn } from '#lib/server/auth/cookies.ts';
import { findLink } from '#lib/server/auth/links.ts';
import { linkLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { newPassword, readForm, isFormFailure, refusalToFail } from '#lib/server/http.ts';
import { setNewPassword } from '#lib/server/members/set-new-password.ts';

// What the pages behind the links of joining and of a forgotten password share.

type LinkEvent = RequestEvent<{ token: string }>;

const PasswordForm = z.object({ password: newPassword });

/** Looking at the page never uses the link up: whatever opens links in mails only sees a form. */
export async function loadLink(
	purpose: 'verify' | 'reset',
	{ locals, params }: Pick<LinkEvent, 'locals' | 'params'>
): Promise<{ works: boolean }> {
	const link = await findLink(locals.db, [purpose], params.token, locals.now());
	return { works: link !== undefined };
}

export async function useLink(purpose: 'verify' | 'reset', event: LinkEvent) {
	const { request, locals, params, cookies } = event;
	const form = await readForm(PasswordForm, request);
	if (!form.ok) return form.failure;

	const { db, config, address } = locals;
	const asked = {
		token: params.token,
		password: form.value.password,
		userAgent: request.headers.get('user-agent') ?? ''
	};
	const signedIn = await countTry(db, linkLimits(address), locals.now())
		.then(() => setNewPassword(db, purpose, asked, locals.now()))
		.catch(refusalToFail);
	if (isFormFailure(signedIn)) return signedIn;
	rememberSignIn(cookies, 'member', config.https, signedIn);
	redirect(303, '/home');
}
