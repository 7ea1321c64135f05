import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { asLocale } from '#lib/i18n/choose-locale.ts';
import { setCookie } from '#lib/server/auth/cookies.ts';
import { ownPath } from '#lib/server/auth/requests.ts';
import { readForm } from '#lib/server/http.ts';
import { changeLocale } from '#lib/server/members/change-locale.ts';
import type { RequestHandler } from './$types';

const LocaleForm = z.object({ locale: z.string().max(20), back: z.string().max(2_000).optional() });

export const POST: RequestHandler = async ({ request, locals, cookies, url }) => {
	const form = await readForm(LocaleForm, request);
	const locale = form.ok ? asLocale(form.value.locale) : undefined;
	if (!form.ok || !locale) return new Response(null, { status: 400 });

	const { db, config, member, now } = locals;
	setCookie(cookies, 'locale', config.https, locale);
	if (member) await changeLocale(db, { memberId: member.id, locale }, now());
	redirect(303, ownPath(form.value.back, url.origin, '/'));
};
