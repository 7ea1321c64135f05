import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readForm, uuid } from '#lib/server/http.ts';
import { removeOwnObservation } from '#lib/server/preferences/note-observation.ts';
import type { RequestHandler } from './$types';

/** The guest takes away what staff noticed about them. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const form = await readForm(z.object({ note: uuid }), request);
	if (!form.ok) error(400);
	const asked = { id: form.value.note, memberId: memberOf(locals).id };
	await removeOwnObservation(locals.db, asked, locals.now());
	redirect(303, '/preferences#observed');
};
