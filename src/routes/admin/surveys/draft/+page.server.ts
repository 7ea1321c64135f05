import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { askedKinds, dimensions, itemKinds } from '#lib/domain/surveys/draft.ts';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail } from '#lib/server/http.ts';
import { undoInSurveyDraft } from '#lib/server/surveys/change-draft.ts';
import { discardSurveyDraft, publishSurveyDraft } from '#lib/server/surveys/publish-draft.ts';
import {
	changeBy,
	draftPath,
	openDraft,
	ShownForm,
	shownIn,
	textFields,
	textIn
} from '../draft.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const part = z.string().regex(/^[a-z0-9-]{1,60}$/);
const NameForm = ShownForm.extend(textFields('name'));
const DimensionForm = ShownForm.extend(textFields('dimension'));
const AddForm = ShownForm.extend({
	section: part,
	kind: z.enum([...itemKinds, ...askedKinds], 'required'),
	...textFields('label')
});
/** Where to: the part, the section it shall stand in, and its place there from 0. */
const MoveForm = ShownForm.extend({
	to: z
		.string()
		.regex(/^[a-z0-9-]{1,60} [a-z0-9-]{1,60} \d{1,3}$/)
		.transform((value) => value.split(' '))
});

export const load: PageServerLoad = async (event) => ({ draft: await openDraft(event) });

export const actions: Actions = {
	name: (event) =>
		changeBy(event, NameForm, (form) => ({ do: 'name', name: textIn(form, 'name') })),
	dimension: async (event) => {
		const done = await changeBy(event, DimensionForm, (form) => ({
			do: 'add-dimension',
			name: textIn(form, 'dimension')
		}));
		return isFormFailure(done) ? done : redirect(303, draftPath);
	},
	add: async (event) => {
		const done = await changeBy(event, AddForm, (form) => ({
			do: 'add',
			section: form.section,
			kind: form.kind,
			label: textIn(form, 'label')
		}));
		if (isFormFailure(done)) return done;
		// A kind that has more to say is gone on with on the question's own page.
		redirect(303, `${draftPath}/parts/${done.added}`);
	},
	move: (event) =>
		changeBy(event, MoveForm, ({ to: [id = '', section = dimensions, at] }) => ({
			do: 'move',
			id,
			section,
			at: Number(at)
		})),
	undo: (event) => end(event, undoInSurveyDraft, () => draftPath),
	discard: (event) => end(event, discardSurveyDraft, () => '/admin/surveys/versions?discarded'),
	publish: (event) =>
		end(
			event,
			publishSurveyDraft,
			(version) => `/admin/surveys/versions?published=${String(version)}`
		)
};

async function end<Result>(
	{ locals, request }: RequestEvent,
	act: (...args: Parameters<typeof undoInSurveyDraft>) => Promise<Result>,
	landing: (result: Result) => string
) {
	const form = await readForm(ShownForm, request);
	if (!form.ok) return form.failure;
	const done = await act(locals.db, shownIn(form.value), actorOf(locals), locals.now()).catch(
		(thrown: unknown) => refusalToFail(thrown)
	);
	if (isFormFailure(done)) return done;
	redirect(303, landing(done));
}
