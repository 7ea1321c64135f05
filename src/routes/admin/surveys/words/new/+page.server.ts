import { redirect } from '@sveltejs/kit';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail, uuid } from '#lib/server/http.ts';
import { readTheme } from '#lib/server/surveys/read-words.ts';
import { saveTheme } from '#lib/server/surveys/save-theme.ts';
import { ThemeForm, toTheme } from '../theme-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readTheme(locals.db, undefined)
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(ThemeForm.safeExtend({ id: uuid }), request);
		if (!form.ok) return form.failure;
		const { id } = form.value;
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const done = await saveTheme(
			locals.db,
			{ id, ...toTheme(form.value) },
			actor,
			locals.now()
		).catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		if (isFormFailure(done)) return done;
		redirect(303, `/admin/surveys/words/${id}?done=added`);
	}
};
