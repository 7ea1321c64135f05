import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { locales } from '#lib/i18n/messages.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { fieldFailure, isFormFailure, readForm, refusalToFail } from '#lib/server/http.ts';
import { discardDraft } from '#lib/server/programme/discard-draft.ts';
import {
	draftForm,
	fieldsIn,
	isUnsaved,
	ownChanges,
	ShownForm
} from '#lib/server/programme/draft-form.ts';
import { publishDraft } from '#lib/server/programme/publish-draft.ts';
import { findNewest } from '#lib/server/programme/queries.ts';
import { readDraft, readMeanwhile, readOpenDocument } from '#lib/server/programme/read-draft.ts';
import { saveDraft } from '#lib/server/programme/save-draft.ts';
import { takeResult } from '#lib/server/programme/take-result.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const draft = await readDraft(locals.db, locales, locals.now());
	if (!draft) redirect(303, '/admin/programme');
	return { draft };
};

const TakeForm = z.object({ example: z.string().regex(/^\d{1,4}$/) });

export const actions: Actions = {
	save: async (event) => {
		const sent = await readSent(event);
		if (!sent.ok) return sent.failure;
		const { db, now } = event.locals;
		const { shown, from, fields } = sent;
		const saved = await saveDraft(
			db,
			{ ...shown, from, fields, locales },
			actorOf(event),
			now()
		).catch((thrown: unknown) => refuse(event, thrown, sent));
		return isFormFailure(saved) ? saved : ({ done: 'saved' } as const);
	},

	publish: async (event) => {
		const sent = await readSent(event);
		if (!sent.ok) return sent.failure;
		const { db, now } = event.locals;
		const { shown, from } = sent;
		if (!from && (await findNewest(db))) return fieldFailure('from', 'required', sent.typed);
		if (sent.unsaved) return refuse(event, new Refusal('draft-unsaved'), sent);
		const published = await publishDraft(db, { ...shown, from }, actorOf(event), now()).catch(
			(thrown: unknown) => refuse(event, thrown, sent)
		);
		if (isFormFailure(published)) return published;
		event.locals.jobsSoon();
		redirect(303, '/admin/programme?done=published');
	},

	take: async (event) => {
		const sent = await readSent(event, TakeForm);
		if (!sent.ok) return sent.failure;
		const { db, now } = event.locals;
		if (sent.unsaved) return refuse(event, new Refusal('draft-unsaved'), sent);
		const example = Number(sent.value['example']);
		const taken = await takeResult(db, { ...sent.shown, example }, actorOf(event), now()).catch(
			(thrown: unknown) => refuse(event, thrown, sent)
		);
		return isFormFailure(taken) ? taken : ({ done: 'taken' } as const);
	},

	discard: async (event) => {
		const form = await readForm(ShownForm, event.request);
		if (!form.ok) return form.failure;
		const { draft: draftId, revision } = form.value;
		const { db, now } = event.locals;
		const done = await discardDraft(db, { draftId, revision }, actorOf(event), now()).catch(
			(thrown: unknown) => refusalToFail(thrown)
		);
		if (isFormFailure(done)) return done;
		redirect(303, '/admin/programme?done=discarded');
	}
};

type Sent = Extract<Awaited<ReturnType<typeof readSent>>, { ok: true }>;

/** The whole form of the draft: what is typed in it must not be lost, whichever button was used. */
async function readSent({ request, locals }: RequestEvent, more = z.object({})) {
	const document = await readOpenDocument(locals.db);
	const form = await readForm(draftForm(document, locales).extend(more.shape), request);
	if (!form.ok) return form;
	const value = form.value as Record<string, unknown> & z.output<typeof ShownForm>;
	const fields = document ? fieldsIn(value, document, locales) : {};
	return {
		ok: true,
		value,
		shown: { draftId: value.draft, revision: value.revision },
		from: value['from'] as string | undefined,
		fields,
		typed: { ...form.typed, ...fields },
		unsaved: document !== undefined && isUnsaved(fields, document, locales)
	} as const;
}

/** The no of a use-case beside its fields; of what others saved meanwhile the newer values are shown. */
async function refuse({ locals: { db } }: RequestEvent, thrown: unknown, { shown, typed }: Sent) {
	if (!(thrown instanceof Refusal)) throw thrown;
	const { code, facts } = thrown;
	if (code === 'changed-meanwhile') {
		const meanwhile = await readMeanwhile(db, shown);
		const failure = refusalToFail(
			thrown,
			meanwhile ? ownChanges(typed, meanwhile.shown, locales) : typed
		);
		return fail(failure.status, { ...failure.data, meanwhile });
	}
	const failure = refusalToFail(thrown, typed);
	const problems =
		code === 'invalid'
			? (facts as Record<string, FieldProblem>)
			: /^version-date/.test(code)
				? { from: 'invalid' as const }
				: {};
	return fail(failure.status, { ...failure.data, problems });
}

function actorOf({ locals }: RequestEvent) {
	return { kind: 'staff', id: staffOf(locals).id } as const;
}
