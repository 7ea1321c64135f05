import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import {
	decimalText,
	isFormFailure,
	readForm,
	refusalToFail,
	wholeNumber
} from '#lib/server/http.ts';
import { readSettingToEdit, saveSetting } from '#lib/server/house/settings.ts';
import { cuts } from '#lib/server/surveys/settings.ts';
import type { Actions, PageServerLoad } from './$types';

const CutsForm = z.object({
	revision: wholeNumber,
	satisfiedFrom: decimalText.transform(Number),
	highFrom: decimalText,
	indexBelow: decimalText.transform(Number),
	recommendTo: wholeNumber
});

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readSettingToEdit(locals.db, cuts),
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(CutsForm, request);
		if (!form.ok) return form.failure;
		const { revision, ...value } = form.value;
		const command = { value, revision };
		const saved = await saveSetting(
			...([locals.db, cuts, command, actorOf(locals), locals.now()] as const)
		).catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		if (isFormFailure(saved)) return saved;
		redirect(303, '/admin/surveys/cuts?saved');
	}
};
