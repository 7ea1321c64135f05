import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readCookie, rememberSignIn } from '#lib/server/auth/cookies.ts';
import { ownPath } from '#lib/server/auth/requests.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import { email, knownPassword, readForm, isFormFailure, refusalToFail } from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

const SignInForm = z.object({ email, password: knownPassword });

export const load: PageServerLoad = ({ locals, url }) => {
	const next = ownPath(url.searchParams.get('next'), url.origin, '/home');
	if (locals.member) redirect(303, next);
	return {};
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, url }) => {
		const form = await readForm(SignInForm, request);
		if (!form.ok) return form.failure;

		const { db, config, address } = locals;
		const asked = {
			...form.value,
			address,
			userAgent: request.headers.get('user-agent') ?? '',
			deviceToken: readCookie(cookies, 'member-device', config.https),
			replaces: locals.member
		};
		const signedIn = await signIn(db, 'member', asked, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(signedIn)) return signedIn;
		rememberSignIn(cookies, 'member', config.https, signedIn);
		redirect(303, ownPath(url.searchParams.get('next'), url.origin, '/home'));
	}
};
