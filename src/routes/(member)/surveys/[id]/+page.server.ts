import { memberOf } from '#lib/server/auth/signed-in.ts';
import { answerSurvey, loadSurvey, sendSurvey } from '../../../survey.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) => loadSurvey(own(event), event);

export const actions: Actions = {
	answer: (event) => answerSurvey(own(event), event),
	submit: (event) => sendSurvey(own(event), event)
};

function own({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	return { memberId: memberOf(locals).id, id: params.id };
}
