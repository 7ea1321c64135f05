import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { When } from '#lib/domain/surveys/branching.ts';
import { findQuestion } from '#lib/domain/surveys/draft.ts';
import type { OwnQuestion, Survey } from '#lib/domain/surveys/survey.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { checkbox, fieldFailure, isFormFailure, readForm } from '#lib/server/http.ts';
import { newOptions } from '#lib/ui/admin/item-fields.ts';
import { branchesOn } from '#lib/ui/make/branches-on.ts';
import {
	changeBy,
	draftPath,
	makeEdit,
	openDraft,
	ShownForm,
	textFields,
	textIn
} from '../../../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

const text_length_max = 5_000;

const part = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const load: PageServerLoad = async (event) => {
	const draft = await openDraft(event);
	if (!find(draft.survey, event.params.id)) error(404, 'not-found');
	return { draft, id: event.params.id };
};

export const actions: Actions = {
	save: async (event) => {
		const { id } = event.params;
		const { survey } = await openDraft(event);
		const found = find(survey, id);
		// Somebody took it out meanwhile: what they did is seen on the draft's page.
		if (!found) redirect(303, draftPath);
		const form = await readForm(formOf(survey, id, found.question), event.request);
		if (!form.ok) return form.failure;
		const said: Readonly<Record<string, unknown>> = form.value;
		const when = whenIn(survey, id, said);
		if (when === 'none-chosen') return fieldFailure('is', 'required', form.typed);
		const { question } = found;
		if (question && 'options' in question && optionsIn(said, question).length < 2)
			return fieldFailure('new-1-en', 'required', form.typed);
		const label = textIn(said, 'label');
		const edit = question
			? ({ do: 'question', id, label, when, ...restIn(said, question) } as const)
			: ({ do: 'dimension', id, name: label, when } as const);
		const done = await makeEdit(event, form.value, edit, form.typed);
		return isFormFailure(done) ? done : redirect(303, draftPath);
	},
	place: async (event) => {
		const { id } = event.params;
		const done = await changeBy(event, ShownForm.extend({ section: part }), ({ section }) => ({
			do: 'move',
			id,
			section,
			at: last
		}));
		return isFormFailure(done) ? done : redirect(303, draftPath);
	},
	remove: async (event) => {
		const { id } = event.params;
		const done = await changeBy(event, ShownForm, () => ({ do: 'remove', id }));
		return isFormFailure(done) ? done : redirect(303, draftPath);
	}
};

/** Behind every other. */
const last = 999;

function find(
	survey: Survey,
	id: string
): { readonly question: OwnQuestion | undefined } | undefined {
	if (survey.dimensions.some((one) => one.id === id)) return { question: undefined };
	return findQuestion(survey, id);
}

/** The fields that this part has, in our languages. */
function formOf(survey: Survey, id: string, question: OwnQuestion | undefined) {
	const options = question && 'options' in question ? question.options : undefined;
	const more: Readonly<Record<string, z.ZodType<string | number | boolean | undefined>>> = {
		...(question?.kind === 'keywords' && { ...textFields('low'), ...textFields('high') }),
		...(question?.kind === 'text' && { max: length }),
		...Object.assign(
			{},
			...[...(options ?? []).map((one) => `option-${one.id}`), ...(options ? newOptions : [])].map(
				(name) => textFields(name, { isOptional: true, max: 120 })
			)
		),
		...Object.fromEntries(
			branchesOn(survey, id).flatMap(({ question: on, answers }) =>
				answers.map(({ value }) => [`is:${on.id}:${value}`, checkbox])
			)
		)
	};
	const own = { ...textFields('label'), when: z.union([z.literal(''), part]).optional() };
	return ShownForm.extend({ ...more, ...own });
}

const length = z
	.string()
	.trim()
	.regex(/^\d{1,4}$/, 'invalid' satisfies FieldProblem)
	.transform(Number)
	.pipe(z.number().min(1, 'invalid').max(text_length_max, 'invalid'));

function whenIn(
	survey: Survey,
	id: string,
	form: Readonly<Record<string, unknown>>
): When | undefined | 'none-chosen' {
	const asked = form['when'];
	if (asked === undefined || asked === '') return undefined;
	const on = branchesOn(survey, id).find(({ question }) => question.id === asked);
	if (!on) return undefined;
	const is = on.answers.flatMap(({ value }) =>
		form[`is:${on.question.id}:${value}`] ? value : []
	);
	return is.length > 0 ? { question: on.question.id, is } : 'none-chosen';
}

function restIn(form: Readonly<Record<string, unknown>>, question: OwnQuestion) {
	switch (question.kind) {
		case 'keywords':
			return { low: textIn(form, 'low'), high: textIn(form, 'high') };
		case 'text':
			return { max: Number(form['max']) };
		case 'single':
		case 'multiple':
			return { options: optionsIn(form, question) };
		default:
			return {};
	}
}

/** Those that still have words, then the new ones. */
function optionsIn(
	form: Readonly<Record<string, unknown>>,
	{ options }: Extract<OwnQuestion, { readonly options: unknown }>
) {
	const hasWords = ({ label }: { readonly label: Readonly<Record<string, string>> }) =>
		Object.values(label).some((words) => words !== '');
	return [
		...options.map(({ id }) => ({ id, label: textIn(form, `option-${id}`) })),
		...newOptions.map((name) => ({ label: textIn(form, name) }))
	].filter(hasWords);
}
