import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { readCookie, rememberSignIn } from '#lib/server/auth/cookies.ts';
import { ownPath } from '#lib/server/auth/requests.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import type { SubjectKind } from '#lib/server/db/tables.ts';
import {
	email,
	isFormFailure,
	knownPassword,
	readForm,
	refusalToFail,
	type FormFailure
} from '#lib/server/http.ts';

const SignInForm = z.object({ email, password: knownPassword });

/** Where somebody goes on who is signed in: to where they were sent from, else home. */
export function goOn({ url }: Pick<RequestEvent, 'url'>, home: string): never {
	redirect(303, ownPath(url.searchParams.get('next'), url.origin, home));
}

/** The form of both sign-in pages: answers what was wrong with it, or goes on. */
export async function answerSignIn(
	event: RequestEvent,
	kind: SubjectKind,
	home: string
): Promise<FormFailure> {
	const { request, locals, cookies } = event;
	const form = await readForm(SignInForm, request);
	if (!form.ok) return form.failure;

	const { db, config, address } = locals;
	const asked = {
		...form.value,
		address,
		userAgent: request.headers.get('user-agent') ?? '',
		deviceToken: readCookie(cookies, `${kind}-device`, config.https),
		replaces: locals[kind]
	};
	const signedIn = await signIn(db, kind, asked, locals.now()).catch((thrown: unknown) =>
		refusalToFail(thrown, form.typed)
	);
	if (isFormFailure(signedIn)) return signedIn;
	rememberSignIn(cookies, kind, config.https, signedIn);
	goOn(event, home);
}
