import { redirect } from '@sveltejs/kit';
import { isFormFailure, refusalToFail } from '#lib/server/http.ts';
import { declineResponse } from '#lib/server/surveys/decline-response.ts';
import { answerSurvey, loadSurvey, sendSurvey } from '../../../survey.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking never answers: whatever opens links in mails only sees a page. */
export const load: PageServerLoad = (event) => {
	// The address is the key to somebody's survey: it belongs into no index.
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	return loadSurvey(event.params, event);
};

export const actions: Actions = {
	answer: (event) => answerSurvey(event.params, event),
	submit: (event) => sendSurvey(event.params, event),
	decline: async ({ locals, params, url }) => {
		const done = await declineResponse(locals.db, params, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown)
		);
		if (isFormFailure(done)) return done;
		redirect(303, url.pathname);
	}
};
