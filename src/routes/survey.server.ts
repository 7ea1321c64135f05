import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import { questionsOf, type Answers } from '#lib/domain/surveys/survey.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { saidIn } from '#lib/server/auth/said-in.ts';
import { isFormFailure, readForm, refusalToError, refusalToFail } from '#lib/server/http.ts';
import type { Answerer } from '#lib/server/surveys/open-response.ts';
import { findSurvey, readSurvey } from '#lib/server/surveys/read-survey.ts';
import { saveAnswers } from '#lib/server/surveys/save-answers.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';

// What the survey of the mailed link and that of the portal share.

type SurveyEvent = Pick<RequestEvent, 'locals' | 'request' | 'url'>;

export async function loadSurvey(answerer: Answerer, { locals, url }: SurveyEvent) {
	const asked = /^[1-9]\d?$/.exec(url.searchParams.get('step') ?? '');
	const step = asked ? Number(asked[0]) : undefined;
	const view = await readSurvey(locals.db, answerer, step, locals.now()).catch(refusalToError);
	return { view };
}

/** Keeps what the form says; a button that names another part leads there. */
export async function answerSurvey(answerer: Answerer, event: SurveyEvent) {
	const form = await readAnswers(answerer, event);
	if (isFormFailure(form)) return form;
	const { locals, url } = event;
	const newer = await saveAnswers(
		locals.db,
		answerer,
		form.answers,
		locals.now(),
		saidIn(event)
	).catch((thrown: unknown) => refusalToFail(thrown, form.typed));
	if (isFormFailure(newer)) return newer;
	if (form.go !== undefined && newer.length === 0) redirect(303, `${url.pathname}?step=${form.go}`);
	return { done: 'saved', saved: { newer } } as const;
}

/** Keeps what the form says and sends the survey; its page then says thanks. */
export async function sendSurvey(answerer: Answerer, event: SurveyEvent) {
	const form = await readAnswers(answerer, event);
	if (isFormFailure(form)) return form;
	const { locals, url } = event;
	const sent = await submitResponse(
		locals.db,
		answerer,
		form.answers,
		locals.now(),
		saidIn(event)
	).catch((thrown: unknown) => refusalToFail(thrown, form.typed));
	if (isFormFailure(sent)) return sent;
	redirect(303, url.pathname);
}

const answer = z
	.string()
	.transform((value) => value.replaceAll('\r\n', '\n'))
	.pipe(
		z
			.string()
			.max(5_000, 'too-long' satisfies FieldProblem)
			.refine((value) => !value.includes('\0'), 'invalid' satisfies FieldProblem)
	)
	.optional();

/** The answers of a form: the survey says which fields it may have. */
async function readAnswers(answerer: Answerer, { locals, request }: SurveyEvent) {
	const survey = await findSurvey(locals.db, answerer);
	if (!survey) {
		const code = 'token' in answerer ? 'survey-over' : 'not-found';
		return refusalToFail(new Refusal(code));
	}
	const questions = questionsOf(survey).map(({ id }) => [id, answer] as const);
	const go = z
		.string()
		.regex(/^[1-9]\d?$/)
		.optional();
	const form = await readForm(z.object({ ...Object.fromEntries(questions), go }), request);
	if (!form.ok) return form.failure;
	const { go: next, ...answers } = form.value;
	return { answers: answersIn(answers), go: next, typed: form.typed };
}

function answersIn(fields: Readonly<Record<string, string | undefined>>): Answers {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([item, value]) => (value === undefined ? [] : [[item, value]]))
	);
}
