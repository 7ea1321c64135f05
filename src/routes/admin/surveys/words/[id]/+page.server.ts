import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import {
	isFormFailure,
	readForm,
	refusalToError,
	refusalToFail,
	wholeNumber
} from '#lib/server/http.ts';
import { readTheme } from '#lib/server/surveys/read-words.ts';
import { removeTheme, saveTheme } from '#lib/server/surveys/save-theme.ts';
import { ThemeForm, toTheme } from '../theme-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

const RemoveForm = z.object({ revision: wholeNumber });

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	view: await readTheme(locals.db, params.id).catch(refusalToError),
	isAdded: url.searchParams.get('done') === 'added'
});

export const actions: Actions = {
	save: async ({ request, locals, params: { id } }) => {
		const form = await readForm(ThemeForm.safeExtend({ revision: wholeNumber }), request);
		if (!form.ok) return form.failure;
		const command = { id, revision: form.value.revision, ...toTheme(form.value) };
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const done = await saveTheme(locals.db, command, actor, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : { isSaved: true };
	},
	remove: async ({ request, locals, params: { id } }) => {
		const form = await readForm(RemoveForm, request);
		if (!form.ok) return form.failure;
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const command = { id, revision: form.value.revision };
		const done = await removeTheme(locals.db, command, actor, locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown)
		);
		if (isFormFailure(done)) return done;
		redirect(303, '/admin/surveys/words?done=removed');
	}
};
