import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import type { SurveyEdit } from '#lib/domain/surveys/draft.ts';
import type { SurveyDraftView } from '#lib/domain/views/survey-draft.ts';
import { locales, type Locale } from '#lib/i18n/messages.ts';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, line, readForm, refusalToFail, uuid } from '#lib/server/http.ts';
import { changeSurveyDraft } from '#lib/server/surveys/change-draft.ts';
import type { ShownSurveyDraft } from '#lib/server/surveys/draft.ts';
import { readSurveyDraft } from '#lib/server/surveys/read-draft.ts';

// What the pages of the survey's draft share.

export const draftPath = '/admin/surveys/draft';

type DraftEvent = Pick<RequestEvent, 'locals' | 'request'>;

/** Which draft a form is about, and as it was shown. */
export const ShownForm = z.object({
	draft: uuid,
	revision: z
		.string()
		.regex(/^\d{1,9}$/)
		.transform(Number)
});

export function shownIn({ draft, revision }: z.output<typeof ShownForm>): ShownSurveyDraft {
	return { surveyId: shippedSurvey.id, draftId: draft, revision };
}

/** The open draft; without one to the list of versions, where one is begun. */
export async function openDraft({
	locals
}: Pick<RequestEvent, 'locals'>): Promise<SurveyDraftView> {
	const draft = await readSurveyDraft(locals.db, locales);
	if (!draft) redirect(303, '/admin/surveys/versions');
	return draft;
}

/** Does what a form asks for; `toEdit` says what that is. */
export async function changeBy<Schema extends typeof ShownForm>(
	event: DraftEvent,
	schema: Schema,
	toEdit: (form: z.output<Schema>) => SurveyEdit
) {
	const form = await readForm(schema, event.request);
	if (!form.ok) return form.failure;
	return makeEdit(event, form.value, toEdit(form.value), form.typed);
}

/** The same where the form was read already. */
export async function makeEdit(
	{ locals }: DraftEvent,
	shown: z.output<typeof ShownForm>,
	edit: SurveyEdit,
	typed: Record<string, string>
) {
	const actor = actorOf(locals);
	const added = await changeSurveyDraft(locals.db, shownIn(shown), edit, actor, locals.now()).catch(
		(thrown: unknown) => refusalToFail(thrown, typed)
	);
	return isFormFailure(added) ? added : { added };
}

const text_length_max = 300;

/** The fields of a text, one for each language; only the English one is needed. */
export function textFields<Name extends string>(
	name: Name,
	{ isOptional = false, max = text_length_max } = {}
): Record<`${Name}-${Locale}`, z.ZodType<string | undefined, string | undefined>> {
	const optional = z
		.string()
		.optional()
		.transform((value) => value?.trim() || undefined)
		.pipe(line(max).optional());
	return Object.fromEntries(
		locales.map((locale) => [
			`${name}-${locale}`,
			locale === 'en' && !isOptional ? line(max) : optional
		])
	) as Record<`${Name}-${Locale}`, typeof optional>;
}

/** The text that fields hold; one that nobody filled in is empty in English. */
export function textIn(form: Readonly<Record<string, unknown>>, name: string) {
	const said = locales.flatMap((locale) => {
		const value = form[`${name}-${locale}`];
		return typeof value === 'string' && value !== '' ? [[locale, value] as const] : [];
	});
	return { en: '', ...Object.fromEntries(said) };
}
