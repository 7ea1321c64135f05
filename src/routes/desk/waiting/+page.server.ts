import { z } from 'zod';
import { answerWaiting } from '#lib/server/desk/answer-waiting.ts';
import { askAsClerk } from '#lib/server/desk/at-desk.ts';
import { findHere } from '#lib/server/desk/here.ts';
import { readWaiting } from '#lib/server/desk/read-waiting.ts';
import { isFormFailure, line, readForm, uuid } from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

const AnswerForm = z.object({
	at: line(32),
	redemption: uuid,
	says: z.enum(['yes', 'no']),
	why: z.string().trim().max(200).optional()
});

export const load: PageServerLoad = async ({ locals, cookies }) => {
	const here = await findHere(locals, cookies);
	return {
		here: here && { code: here.code, name: here.name },
		waiting: here ? await readWaiting(locals.db, here, locals.now()) : []
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(AnswerForm, request);
		if (!form.ok) return form.failure;
		const { at, redemption: redemptionId, says, why } = form.value;
		const answer = await askAsClerk(locals, { at, typed: form.typed }, (clerk) =>
			answerWaiting(locals.db, { ...clerk, redemptionId, says, why }, locals.now())
		);
		return isFormFailure(answer) ? answer : { said: says };
	}
};
