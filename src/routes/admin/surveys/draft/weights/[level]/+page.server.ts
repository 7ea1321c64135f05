import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { canCompare, pairKey, siblingsAt } from '#lib/domain/surveys/draft.ts';
import { comparePairs, judgement_max } from '#lib/domain/surveys/pairwise.ts';
import { asWeights, percentIn, weightsFrom } from '#lib/domain/surveys/typed-weights.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { fieldFailure, isFormFailure, readForm } from '#lib/server/http.ts';
import { pairsOf } from '#lib/ui/make/pairs-of.ts';
import { draftPath, makeEdit, openDraft, ShownForm } from '../../../draft.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const draft = await openDraft(event);
	const { level } = event.params;
	if ((siblingsAt(draft.survey, level)?.length ?? 0) < 2) error(404, 'not-found');
	return { draft, level };
};

export const actions: Actions = {
	typed: async (event) => {
		const siblings = await siblingsOf(event);
		const fields = Object.fromEntries(siblings.map(({ id }) => [`w-${id}`, percent])) as Record<
			`w-${string}`,
			typeof percent
		>;
		const form = await readForm(ShownForm.extend(fields), event.request);
		if (!form.ok) return form.failure;
		const said: Readonly<Record<string, unknown>> = form.value;
		const typed = weightsFrom(
			Object.fromEntries(siblings.map(({ id }) => [id, Number(said[`w-${id}`])]))
		);
		if (!typed.ok) return fieldFailure('sum', 'invalid', form.typed);
		const { level } = event.params;
		const edit = { do: 'weigh', level, weights: typed.weights } as const;
		const done = await makeEdit(event, form.value, edit, form.typed);
		return isFormFailure(done) ? done : redirect(303, draftPath);
	},
	pairs: async (event) => {
		const siblings = await siblingsOf(event);
		if (!canCompare(siblings.length)) error(400, 'invalid');
		const ids = siblings.map(({ id }) => id);
		const all = pairsOf(ids);
		const fields = Object.fromEntries(all.map(({ name }) => [name, position])) as Record<
			`p:${string}`,
			typeof position
		>;
		const form = await readForm(ShownForm.extend(fields), event.request);
		if (!form.ok) return form.failure;
		const said: Readonly<Record<string, unknown>> = form.value;
		const pairs = Object.fromEntries(
			// To the left is the first one, so what is further right is less of it.
			all.map(({ one, other, name }) => [pairKey(one, other), 0 - Number(said[name])])
		);
		const { weights } = comparePairs(
			ids.length,
			(a, b) => pairs[pairKey(ids[a] ?? '', ids[b] ?? '')] ?? 0
		);
		const { level } = event.params;
		const edit = { do: 'weigh', level, weights: asWeights(ids, weights), pairs } as const;
		const done = await makeEdit(event, form.value, edit, form.typed);
		return isFormFailure(done) ? done : redirect(303, draftPath);
	}
};

const percent = z.string().transform((typed, context) => {
	const value = percentIn(typed);
	if (value !== undefined) return value;
	context.addIssue({ code: 'custom', message: 'invalid' satisfies FieldProblem });
	return z.NEVER;
});

const position = z
	.string()
	.regex(/^-?\d$/, 'invalid' satisfies FieldProblem)
	.transform(Number)
	.pipe(z.number().min(-judgement_max).max(judgement_max));

async function siblingsOf(event: RequestEvent) {
	const { survey } = await openDraft(event);
	const siblings = siblingsAt(survey, event.params.level);
	if (!siblings) redirect(303, draftPath);
	return siblings;
}
