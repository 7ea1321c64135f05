import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { declineRequest } from '#lib/server/desk/decline-request.ts';
import { readGuestAsked } from '#lib/server/desk/read-request.ts';
import { isFormFailure, readForm, refusalToFail, uuid } from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

const DeclineForm = z.object({ id: uuid });

export const load: PageServerLoad = async ({ locals }) => ({
	asked: await readGuestAsked(locals.db, memberOf(locals).id, locals.now())
});

export const actions: Actions = {
	decline: async ({ request, locals }) => {
		const form = await readForm(DeclineForm, request);
		if (!form.ok) return form.failure;
		const decline = { id: form.value.id, memberId: memberOf(locals).id };
		const failed = await declineRequest(locals.db, decline, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown)
		);
		if (isFormFailure(failed)) return failed;
		redirect(303, '/desk-request');
	}
};
