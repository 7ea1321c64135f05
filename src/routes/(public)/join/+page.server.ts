import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { rememberSignIn } from '#lib/server/auth/cookies.ts';
import { joinLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { joinPurposes, type JoinPurpose } from '#lib/server/consent/purposes.ts';
import {
	checkbox,
	email,
	fieldFailure,
	line,
	newPassword,
	readForm,
	isFormFailure,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import { joinProgramme, type Join } from '#lib/server/members/join.ts';
import type { Actions, PageServerLoad } from './$types';

const JoinForm = z.object({
	id: uuid,
	givenName: line(80),
	familyName: line(80),
	email,
	password: newPassword,
	'consent-membership': checkbox,
	'consent-marketing': checkbox,
	'consent-profiling': checkbox,
	'consent-partners': checkbox,
	'consent-transfer-abroad': checkbox
});

export const load: PageServerLoad = ({ locals }) => {
	if (locals.member) redirect(303, '/home');
	return { id: newId(), purposes: joinPurposes };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies }) => {
		if (locals.member) redirect(303, '/home');
		const form = await readForm(JoinForm, request);
		if (!form.ok) return form.failure;
		const { value, typed } = form;
		if (!value['consent-membership'])
			return fieldFailure('consent-membership', 'consent-needed', typed);

		const join: Join = {
			id: value.id,
			givenName: value.givenName,
			familyName: value.familyName,
			email: value.email,
			password: value.password,
			locale: locals.locale,
			consents: joinPurposes.filter(
				(purpose): purpose is JoinPurpose => value[`consent-${purpose}`]
			),
			channel: 'web',
			userAgent: request.headers.get('user-agent') ?? ''
		};
		const { db, config, address } = locals;
		const signedIn = await countTry(db, joinLimits(join.email, address), locals.now())
			.then(() => joinProgramme(db, join, locals.now()))
			.catch((thrown: unknown) => refusalToFail(thrown, typed));
		if (isFormFailure(signedIn)) return signedIn;

		rememberSignIn(cookies, 'member', config.https, signedIn);
		redirect(303, '/home');
	}
};
