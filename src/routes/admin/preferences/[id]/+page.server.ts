import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import {
	isFormFailure,
	readForm,
	refusalToError,
	refusalToFail,
	wholeNumber
} from '#lib/server/http.ts';
import { readItem } from '#lib/server/preferences/read-catalogue.ts';
import { archiveItem, saveItem } from '#lib/server/preferences/save-item.ts';
import { itemForm, toDocument } from '../item-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

const ArchiveForm = z.object({ revision: wholeNumber });

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	view: await readItem(locals.db, params.id, locals.now()).catch(refusalToError),
	added: url.searchParams.get('done') === 'added'
});

export const actions: Actions = {
	save: async ({ request, locals, params: { id } }) => {
		const view = await readItem(locals.db, id, locals.now()).catch(refusalToError);
		const fields = itemForm(view, view.options, view.kind);
		const form = await readForm(fields.safeExtend({ revision: wholeNumber }), request);
		if (!form.ok) return form.failure;
		const { revision, groupId, sort } = form.value;
		const document = toDocument(form.value, view, view.options);
		const command = { id, revision, groupId, sort, document };
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const done = await saveItem(locals.db, command, actor, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : ({ done: 'saved' } as const);
	},
	archive: (event) => archive(event, true),
	offer: (event) => archive(event, false)
};

async function archive(
	{ request, locals, params }: RequestEvent<{ id: string }>,
	archived: boolean
) {
	const form = await readForm(ArchiveForm, request);
	if (!form.ok) return form.failure;
	const command = { id: params.id, revision: form.value.revision, archived };
	const actor = { kind: 'staff', id: staffOf(locals).id } as const;
	const done = await archiveItem(locals.db, command, actor, locals.now()).catch((thrown: unknown) =>
		refusalToFail(thrown)
	);
	return isFormFailure(done) ? done : ({ done: archived ? 'archived' : 'offered' } as const);
}
