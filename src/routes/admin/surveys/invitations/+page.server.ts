import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail, wholeNumber } from '#lib/server/http.ts';
import { readSettingToEdit, saveSetting } from '#lib/server/house/settings.ts';
import { invitations } from '#lib/server/surveys/settings.ts';
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
	view: await readSettingToEdit(locals.db, invitations),
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(InvitationsForm, request);
		if (!form.ok) return form.failure;
		const { revision, ...value } = form.value;
		const saved = await saveSetting(
			...([locals.db, invitations, { value, revision }, actorOf(locals), locals.now()] as const)
		).catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		if (isFormFailure(saved)) return saved;
		redirect(303, '/admin/surveys/invitations?saved');
	}
};
