import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { enrolLimits, mailboxLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { enrolAtDesk } from '#lib/server/desk/enrol.ts';
import { findHere } from '#lib/server/desk/here.ts';
import { requireWorkplace } from '#lib/server/desk/workplaces.ts';
import {
	checkbox,
	email,
	fieldFailure,
	isFormFailure,
	line,
	readForm,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import type { Actions, PageServerLoad } from './$types';

const EnrolForm = z.object({
	id: uuid,
	at: line(32),
	givenName: line(80),
	familyName: line(80),
	email,
	consent: checkbox,
	despite: checkbox
});

export const load: PageServerLoad = async ({ locals, cookies }) => {
	const here = await findHere(locals, cookies);
	return { id: newId(), here: here && { code: here.code, name: here.name } };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(EnrolForm, request);
		if (!form.ok) return form.failure;
		const { value, typed } = form;
		if (!value.consent) return fieldFailure('consent', 'consent-needed', typed);

		const { db, locale, now } = locals;
		const staff = staffOf(locals);
		const answer = await requireWorkplace(db, staff, value.at)
			.then(async (property) => {
				await countTry(db, [...enrolLimits(staff.id), ...mailboxLimits(value.email)], now());
				return enrolAtDesk(db, { ...value, staffId: staff.id, property, locale }, now());
			})
			.catch((thrown: unknown) => refusalToFail(thrown, typed));
		if (isFormFailure(answer)) return answer;
		if (answer.kind === 'enrolled') return { enrolled: answer.enrolled };
		return fail(409, { values: typed, problems: {}, doubles: answer.doubles });
	}
};
