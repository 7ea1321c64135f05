import { z } from 'zod';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readWishHistory } from '#lib/server/guests/read-wish-history.ts';
import { readForm, uuid } from '#lib/server/http.ts';
import { restorePreference } from '#lib/server/preferences/save-preferences.ts';
import { wishFailure } from '../wish-failure.server.ts';
import type { Actions, PageServerLoad } from './$types';

const RestoreForm = z.object({ id: uuid, change: uuid });

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readWishHistory(
		locals.db,
		memberOf(locals).id,
		url.searchParams.get('before') ?? undefined
	)
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(RestoreForm, request);
		if (!form.ok) return form.failure;
		const { id, change: changeId } = form.value;
		const command = { id, memberId: memberOf(locals).id, changeId };
		return restorePreference(locals.db, command, locals.now()).then(
			() => ({ restored: changeId }),
			(thrown: unknown) => wishFailure(thrown)
		);
	}
};
