import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { asLocale } from '#lib/i18n/choose-locale.ts';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import {
	email,
	fieldFailure,
	isFormFailure,
	line,
	readForm,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import { inviteStaff } from '#lib/server/staff/invite-staff.ts';
import { listHouseChoices } from '#lib/server/staff/read-staff.ts';
import { rightsForm, tickedHouses } from '../rights-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	houses: await listHouseChoices(locals.db),
	id: newId()
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const houses = await listHouseChoices(locals.db);
		const Form = rightsForm(houses).extend({
			id: uuid,
			name: line(120),
			email,
			locale: z.string().max(20)
		});
		const form = await readForm(Form, request);
		if (!form.ok) return form.failure;
		const { id, name, email: address, role } = form.value;
		const locale = asLocale(form.value.locale);
		if (!locale) return fieldFailure('locale', 'invalid', form.typed);
		const propertyCodes = tickedHouses(houses, form.value);
		const colleague = { id, name, email: address, role, locale, propertyCodes };
		const done = await inviteStaff(locals.db, colleague, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		redirect(303, `/admin/staff/${id}?invited`);
	}
};
