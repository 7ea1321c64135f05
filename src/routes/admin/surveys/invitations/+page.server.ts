import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail, wholeNumber } from '#lib/server/http.ts';
import { readInvitationsToEdit } from '#lib/server/surveys/read-invitations.ts';
import { saveInvitations } from '#lib/server/surveys/save-invitations.ts';
import type { Actions, PageServerLoad } from './$types';

const InvitationsForm = z.object({
	revision: wholeNumber,
	afterHours: wholeNumber,
	distanceDays: wholeNumber,
	expiresDays: wholeNumber,
	// Left empty: nobody is reminded.
	reminderDays: z.union([z.literal('').transform(() => null), wholeNumber])
});

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readInvitationsToEdit(locals.db),
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(InvitationsForm, request);
		if (!form.ok) return form.failure;
		const { revision, ...invitations } = form.value;
		const command = { invitations, revision };
		const saved = await saveInvitations(locals.db, command, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(saved)) return saved;
		redirect(303, '/admin/surveys/invitations?saved');
	}
};
