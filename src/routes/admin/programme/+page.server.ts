import { redirect } from '@sveltejs/kit';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, refusalToFail } from '#lib/server/http.ts';
import { readProgrammePage } from '#lib/server/programme/read-versions.ts';
import { startDraft } from '#lib/server/programme/start-draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readProgrammePage(locals.db, locals.now()),
	done: url.searchParams.get('done')
});

export const actions: Actions = {
	start: async ({ locals }) => {
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const draft = await startDraft(locals.db, actor, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown)
		);
		if (isFormFailure(draft)) return draft;
		redirect(303, '/admin/programme/draft');
	}
};
