import { redirect } from '@sveltejs/kit';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToError, refusalToFail } from '#lib/server/http.ts';
import { changeProperty } from '#lib/server/stays/change-property.ts';
import { readProperty, readPropertyChoices } from '#lib/server/stays/read-properties.ts';
import { ChangeForm, toProperty } from '../property-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	property: await readProperty(locals.db, params.id).catch(refusalToError),
	choices: await readPropertyChoices(locals.db, locals.now()),
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await readForm(ChangeForm, request);
		if (!form.ok) return form.failure;
		const { revision } = form.value;
		const changed = { ...toProperty(form.value), id: params.id, revision };
		const done = await changeProperty(locals.db, changed, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		redirect(303, `/admin/properties/${params.id}?saved`);
	}
};
