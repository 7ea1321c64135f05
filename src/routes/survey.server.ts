import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import { choicesOf } from '#lib/domain/surveys/branching.ts';
import { questionsOf, type Answers, type Question } from '#lib/domain/surveys/survey.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { surveyPhotoLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { saidIn } from '#lib/server/auth/said-in.ts';
import {
	fieldFailure,
	isFormFailure,
	readFormWithFiles,
	refusalToError,
	refusalToFail,
	type FormFailure
} from '#lib/server/http.ts';
import type { Answerer } from '#lib/server/surveys/open-response.ts';
import { findSurvey, readAskedAt, readSurvey } from '#lib/server/surveys/read-survey.ts';
import { savePhoto } from '#lib/server/surveys/photos.ts';
import { saveAnswers, type Newer } from '#lib/server/surveys/save-answers.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';

// What the survey of the mailed link and that of the portal share.

type SurveyEvent = Pick<RequestEvent, 'locals' | 'request' | 'url'>;

export async function loadSurvey(answerer: Answerer, { locals, url }: SurveyEvent) {
	const from = {
		rating: url.searchParams.get('rating') ?? undefined,
		isRated: url.searchParams.has('rated')
	};
	const view = await readSurvey(locals.db, answerer, stepIn(url), locals.now(), from).catch(
		refusalToError
	);
	return { view };
}

function stepIn(url: URL): number | undefined {
	const asked = /^[1-9]\d?$/.exec(url.searchParams.get('step') ?? '');
	return asked ? Number(asked[0]) : undefined;
}

/** Keeps what the form says; a button that names another part leads there. */
export async function answerSurvey(answerer: Answerer, event: SurveyEvent) {
	const form = await readAnswers(answerer, event);
	if (isFormFailure(form)) return form;
	const { locals, url } = event;
	const nr = stepIn(url) ?? 1;
	const isRating = form.go === ratingSaved;
	const moves = form.go !== undefined && !isRating;
	const before = moves ? await readAskedAt(locals.db, answerer, nr) : undefined;
	const newer = await keep(answerer, event, form);
	if (isFormFailure(newer)) return newer;
	if (isRating) redirect(303, `${url.pathname}?rated`);
	if (before && newer.length === 0) {
		// Without scripts a question that an answer has just brought up is seen only now.
		const now = await readAskedAt(locals.db, answerer, nr);
		const stays = Number(form.go) > nr && [...now].some((id) => !before.has(id));
		redirect(303, `${url.pathname}?step=${stays ? nr : form.go}`);
	}
	return { done: 'saved', saved: { newer } } as const;
}

/** Keeps what the form says and sends the survey; its page then says thanks. */
export async function sendSurvey(answerer: Answerer, event: SurveyEvent) {
	const form = await readAnswers(answerer, event);
	if (isFormFailure(form)) return form;
	const { locals, url } = event;
	// A photo that cannot be read is said before it is too late to send another.
	const kept = form.photos.size > 0 ? await keep(answerer, event, form) : [];
	if (isFormFailure(kept)) return kept;
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

/** The answers first: a photo that is refused takes none of them with it. */
async function keep(
	answerer: Answerer,
	event: SurveyEvent,
	{ answers, photos, typed }: Said
): Promise<Newer | FormFailure> {
	const { locals } = event;
	const now = locals.now();
	const said = saidIn(event);
	const newer = await saveAnswers(locals.db, answerer, answers, now, said).catch(
		(thrown: unknown) => refusalToFail(thrown, typed)
	);
	if (isFormFailure(newer)) return newer;
	const all = [...newer];
	for (const [item, photo] of photos) {
		const more = await countTry(locals.db, surveyPhotoLimits(keyOf(answerer)), now)
			.then(() => savePhoto(locals.db, answerer, { item, photo }, now, said))
			.catch((thrown: unknown) => refusedPhoto(item, thrown, typed));
		if (isFormFailure(more)) return more;
		all.push(...more);
	}
	return all;
}

function keyOf(answerer: Answerer): string {
	return 'token' in answerer ? answerer.token : answerer.id;
}

/** Said beside its question. */
function refusedPhoto(item: string, thrown: unknown, typed: Record<string, string>): FormFailure {
	const code = thrown instanceof Refusal ? thrown.code : undefined;
	switch (code) {
		case 'image-unreadable':
		case 'image-too-large':
		case 'image-too-heavy':
			return fieldFailure(item, code, typed);
		default:
			return refusalToFail(thrown, typed);
	}
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

interface Said {
	readonly answers: Answers;
	readonly photos: ReadonlyMap<string, Uint8Array>;
	readonly go: string | undefined;
	readonly typed: Record<string, string>;
}

/** The answers of a form: the survey says which fields it may have. */
async function readAnswers(
	answerer: Answerer,
	{ locals, request }: SurveyEvent
): Promise<Said | FormFailure> {
	const survey = await findSurvey(locals.db, answerer);
	if (!survey) {
		const code = 'token' in answerer ? 'survey-over' : 'not-found';
		return refusalToFail(new Refusal(code));
	}
	const all = questionsOf(survey);
	const fields = all.flatMap((one) => fieldsOf(one)).map((name) => [name, answer] as const);
	const own = z.object({ ...Object.fromEntries(fields), go: to, remove: answer });
	const asked = all.flatMap(({ id, kind }) => (kind === 'photo' ? id : []));
	const { form, files: photos } = await readFormWithFiles(own, request, asked);
	if (!form.ok) return form.failure;
	const { go, remove, ...answers } = form.value;
	const removed = asked.flatMap((id) => (id === remove ? [[id, ''] as const] : []));
	return {
		answers: { ...answersIn(all, answers), ...Object.fromEntries(removed) },
		photos,
		go,
		typed: form.typed
	};
}

/** The button of the page that a score in the mail leads to. */
const ratingSaved = 'rated';

/** Where a button leads: to another part, or on from the page of the mail. */
const to = z.union([z.string().regex(/^[1-9]\d?$/), z.literal(ratingSaved)]).optional();

/**
 * A question of several choices has a box for each, and a field that says that it was asked. A photo is
 * no text.
 */
function fieldsOf(question: Question): string[] {
	if (question.kind === 'photo') return [];
	if (question.kind !== 'multiple') return [question.id];
	return ['', ...question.options.map(({ id }) => id)].map((one) => `${question.id}:${one}`);
}

function answersIn(
	questions: readonly Question[],
	fields: Readonly<Record<string, string | undefined>>
): Answers {
	const found = questions.flatMap((question) => {
		const [first, ...others] = fieldsOf(question);
		if (first === undefined) return [];
		const value =
			question.kind === 'multiple' && fields[first] !== undefined
				? choicesOf(question.options.map(({ id }) => id).filter((_, at) => fields[others[at]!]))
				: fields[first];
		return value === undefined ? [] : [[question.id, value] as const];
	});
	return Object.fromEntries(found);
}
