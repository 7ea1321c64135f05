import { z } from 'zod';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import {
	isFormFailure,
	line,
	readForm,
	refusalToError,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import { mergeMembers } from '#lib/server/merges/merge-members.ts';
import { readMerge } from '#lib/server/merges/read-merge.ts';
import { undoMerge } from '#lib/server/merges/undo-merge.ts';
import type { Actions, PageServerLoad } from './$types';

const why = line(300);
const MergeForm = z.object({ id: uuid, fromId: uuid, why });
const UndoForm = z.object({ id: uuid, mergeId: uuid, why });
const query_length_max = 100;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const other = uuid.safeParse(url.searchParams.get('other') ?? '');
	const asked = {
		query: (url.searchParams.get('q') ?? '').slice(0, query_length_max),
		otherId: other.success ? other.data : undefined
	};
	return {
		view: await readMerge(locals.db, params.id, asked, locals.now()).catch(refusalToError),
		formId: newId()
	};
};

export const actions: Actions = {
	merge: async ({ request, locals, params }) => {
		const form = await readForm(MergeForm, request);
		if (!form.ok) return form.failure;
		const command = { ...form.value, intoId: params.id };
		const done = await mergeMembers(locals.db, command, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : ({ done: 'merge' } as const);
	},

	undo: async ({ request, locals, params }) => {
		const form = await readForm(UndoForm, request);
		if (!form.ok) return form.failure;
		const command = { ...form.value, intoId: params.id };
		const done = await undoMerge(locals.db, command, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		const { reopened, stayEnded } = done;
		return { done: 'undo', reopened, stayEnded } as const;
	}
};
