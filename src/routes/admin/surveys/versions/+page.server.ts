import { redirect } from '@sveltejs/kit';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { readSurveyVersions } from '#lib/server/surveys/read-draft.ts';
import { startSurveyDraft } from '#lib/server/surveys/start-draft.ts';
import { draftPath } from '../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readSurveyVersions(locals.db),
	published: /^\d{1,9}$/.exec(url.searchParams.get('published') ?? '')?.[0],
	discarded: url.searchParams.has('discarded')
});

export const actions: Actions = {
	start: async ({ locals }) => {
		await startSurveyDraft(locals.db, actorOf(locals), locals.now());
		redirect(303, draftPath);
	}
};
