import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { draftText, readDraftText } from '#lib/domain/programme/draft-text.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { DraftAnswer } from '#lib/domain/views/programme.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail } from '#lib/server/http.ts';
import { readContent } from '#lib/server/programme/draft.ts';
import { ShownForm } from '#lib/server/programme/draft-form.ts';
import { findOpenDraft } from '#lib/server/programme/draft-queries.ts';
import { readMeanwhile } from '#lib/server/programme/read-draft.ts';
import { saveDraftDocument } from '#lib/server/programme/save-draft.ts';
import type { Actions, PageServerLoad } from './$types';

const text_length_max = 400_000;
const DocumentForm = ShownForm.extend({ text: z.string().max(text_length_max, 'too-long') });

export const load: PageServerLoad = async ({ locals }) => {
	const draft = await findOpenDraft(locals.db);
	if (!draft) redirect(303, '/admin/programme');
	const { document, examples } = readContent(draft);
	return {
		draft: { id: draft.id, revision: draft.revision },
		text: draftText(document, examples)
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(DocumentForm, request);
		if (!form.ok) return form.failure;
		const { draft: draftId, revision, text } = form.value;
		const content = readDraftText(text);
		if (!content.ok) return refused(422, { text, places: content.problems });
		const shown = { draftId, revision };
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const saved = await saveDraftDocument(locals.db, shown, content, actor, locals.now()).catch(
			async (thrown: unknown) => {
				const failure = refusalToFail(thrown);
				const isNewer = thrown instanceof Refusal && thrown.code === 'changed-meanwhile';
				const meanwhile = isNewer ? await readMeanwhile(locals.db, shown) : undefined;
				return refused(failure.status, { ...failure.data, text, meanwhile });
			}
		);
		if (isFormFailure(saved)) return saved;
		redirect(303, '/admin/programme/draft');
	}
};

function refused(status: number, answer: Partial<DraftAnswer>) {
	return fail(status, { values: {}, problems: {}, ...answer });
}
