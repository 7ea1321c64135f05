import { type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { Instant } from '#lib/domain/calendar.ts';
import { asLocale } from '#lib/i18n/choose-locale.ts';
import { rememberSignIn, setCookie, setSessionCookie } from '#lib/server/auth/cookies.ts';
import { profileLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { saidIn } from '#lib/server/auth/said-in.ts';
import { endOtherSessions, endSession } from '#lib/server/auth/sessions.ts';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { decideConsent } from '#lib/server/consent/decide-consent.ts';
import { purposes } from '#lib/server/consent/purposes.ts';
import {
	email,
	fieldFailure,
	knownPassword,
	line,
	newPassword,
	readForm,
	isFormFailure,
	refusalToFail
} from '#lib/server/http.ts';
import { askForVerification } from '#lib/server/members/ask-for-verification.ts';
import { askForNewAddress } from '#lib/server/members/change-address.ts';
import { changeLocale } from '#lib/server/members/change-locale.ts';
import { changeName } from '#lib/server/members/change-name.ts';
import { changePassword } from '#lib/server/members/change-password.ts';
import { readMe } from '#lib/server/members/read-me.ts';
import type { Actions, PageServerLoad } from './$types';

const NameForm = z.object({ givenName: line(80), familyName: line(80) });
const ConsentForm = z.object({
	purpose: z.enum(purposes),
	answer: z.enum(['yes', 'no']),
	version: line(20)
});
const LocaleForm = z.object({ locale: z.string().max(20) });
const PasswordForm = z.object({ currentPassword: knownPassword, password: newPassword });
const AddressForm = z.object({ currentPassword: knownPassword, email });
const DeviceForm = z.object({ session: z.string().max(100) });

export const load: PageServerLoad = async ({ locals }) => {
	const { id, sessionId } = memberOf(locals);
	return { view: await readMe(locals.db, id, sessionId, locals.now()) };
};

export const actions: Actions = {
	name: async (event) => {
		const { request, locals } = event;
		const form = await readForm(NameForm, request);
		if (!form.ok) return form.failure;
		const change = { memberId: memberOf(locals).id, ...form.value };
		const done = await countOwnTry(locals)
			.then(() => changeName(locals.db, change, locals.now(), saidIn(event)))
			.catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		return isFormFailure(done) ? done : ({ done: 'name', saved: savedOf('name', done) } as const);
	},

	consent: async (event) => {
		const { request, locals } = event;
		const form = await readForm(ConsentForm, request);
		if (!form.ok) return form.failure;
		const { purpose, answer, version } = form.value;
		const given = answer === 'yes';
		const asked = { memberId: memberOf(locals).id, purpose, given, version, locale: locals.locale };
		const done = await decideConsent(locals.db, asked, locals.now(), saidIn(event)).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		return { done: 'consent', purpose, saved: savedOf(purpose, done) } as const;
	},

	locale: async (event) => {
		const { request, locals, cookies } = event;
		const form = await readForm(LocaleForm, request);
		if (!form.ok) return form.failure;
		const locale = asLocale(form.value.locale);
		if (!locale) return fieldFailure('locale', 'invalid', form.typed);
		const change = { memberId: memberOf(locals).id, locale };
		const done = await changeLocale(locals.db, change, saidIn(event));
		if (done.newerAt === undefined) setCookie(cookies, 'locale', locals.config.https, locale);
		return { done: 'locale', saved: savedOf('locale', done) } as const;
	},

	password: async ({ request, locals, cookies }) => {
		const form = await readForm(PasswordForm, request);
		if (!form.ok) return form.failure;
		const { currentPassword: current, password } = form.value;
		const userAgent = request.headers.get('user-agent') ?? '';
		const memberId = memberOf(locals).id;
		const signedIn = await countOwnTry(locals)
			.then(() =>
				changePassword(locals.db, { memberId, current, password, userAgent }, locals.now())
			)
			.catch((thrown: unknown) => refusalToFail(thrown));
		if (isFormFailure(signedIn)) return signedIn;
		rememberSignIn(cookies, 'member', locals.config.https, signedIn);
		return { done: 'password' } as const;
	},

	address: async ({ request, locals, cookies }) => {
		const form = await readForm(AddressForm, request);
		if (!form.ok) return form.failure;
		const { currentPassword: password, email } = form.value;
		const { id: memberId, sessionId } = memberOf(locals);
		const userAgent = request.headers.get('user-agent') ?? '';
		const asked = { memberId, password, email, sessionId, userAgent };
		const session = await countOwnTry(locals)
			.then(() => askForNewAddress(locals.db, asked, locals.now()))
			.catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		if (isFormFailure(session)) return session;
		setSessionCookie(cookies, 'member', locals.config.https, session);
		return { done: 'address' } as const;
	},

	verify: async ({ locals }) => {
		const done = await countOwnTry(locals)
			.then(() => askForVerification(locals.db, memberOf(locals).id, locals.now()))
			.catch((thrown: unknown) => refusalToFail(thrown));
		return isFormFailure(done) ? done : ({ done: 'verify' } as const);
	},

	signOutDevice: async ({ request, locals }) => {
		const form = await readForm(DeviceForm, request);
		if (!form.ok) return form.failure;
		await endSession(locals.db, 'member', memberOf(locals).id, form.value.session);
		return { done: 'signOutDevice' } as const;
	},

	signOutOthers: async ({ locals }) => {
		const { id, sessionId } = memberOf(locals);
		await endOtherSessions(locals.db, 'member', id, sessionId);
		return { done: 'signOutOthers' } as const;
	}
};

/** What another device had said later holds; a phone that sent the older is told. */
function savedOf(item: string, { newerAt: at }: { readonly newerAt: Instant | undefined }) {
	return { newer: at === undefined ? [] : [{ item, at }] };
}

function countOwnTry({ db, now, member }: RequestEvent['locals']): Promise<void> {
	return countTry(db, profileLimits(member?.id ?? ''), now());
}
