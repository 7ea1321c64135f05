import { redirect } from '@sveltejs/kit';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail, uuid } from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import { readItemForm } from '#lib/server/preferences/read-catalogue.ts';
import { saveItem } from '#lib/server/preferences/save-item.ts';
import { itemForm, toDocument } from '../item-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readItemForm(locals.db, locals.now()),
	id: newId()
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const view = await readItemForm(locals.db, locals.now());
		const form = await readForm(itemForm(view, []).safeExtend({ id: uuid }), request);
		if (!form.ok) return form.failure;
		const { id, groupId, sort } = form.value;
		const command = { id, groupId, sort, document: toDocument(form.value, view, []) };
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const done = await saveItem(locals.db, command, actor, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		redirect(303, `/admin/preferences/${id}?done=added`);
	}
};
