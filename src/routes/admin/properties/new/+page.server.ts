import { redirect } from '@sveltejs/kit';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail } from '#lib/server/http.ts';
import { addProperty } from '#lib/server/stays/properties.ts';
import { readPropertyChoices } from '#lib/server/stays/read-properties.ts';
import { PropertyForm, toProperty } from '../property-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	choices: await readPropertyChoices(locals.db, locals.now())
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(PropertyForm, request);
		if (!form.ok) return form.failure;
		const property = toProperty(form.value);
		const added = await addProperty(locals.db, property, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(added)) return added;
		redirect(303, `/admin/properties/${added.id}?saved`);
	}
};
