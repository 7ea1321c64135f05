import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listTemplates } from '#lib/domain/programme/templates.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail } from '#lib/server/http.ts';
import { readProgrammePage } from '#lib/server/programme/read-versions.ts';
import { startDraft } from '#lib/server/programme/start-draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readProgrammePage(locals.db, locals.now()),
	templates: listTemplates(),
	done: url.searchParams.get('done')
});

/** A template is asked for only while nothing is published. */
const StartForm = z.object({ template: z.enum(listTemplates()).optional() });

export const actions: Actions = {
	start: async ({ request, locals }) => {
		const form = await readForm(StartForm, request);
		if (!form.ok) return form.failure;
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const { template } = form.value;
		const draft = await startDraft(locals.db, actor, locals.now(), template).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(draft)) return draft;
		redirect(303, '/admin/programme/draft');
	}
};
