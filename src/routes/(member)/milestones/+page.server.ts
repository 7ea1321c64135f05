import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readMilestones } from '#lib/server/guests/read-milestones.ts';
import { fieldFailure, refusalToError, refusalToFail } from '#lib/server/http.ts';
import { chooseMilestoneGift } from '#lib/server/milestones/choose-gift.ts';
import { readChoiceForm } from '#lib/server/milestones/read-choice-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readMilestones(locals.db, memberOf(locals).id, locals.now()).catch(refusalToError)
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readChoiceForm(request);
		if (!form) return fieldFailure('form', 'invalid');
		const command = { source: 'app', memberId: memberOf(locals).id, ...form } as const;
		const { grantId, options } = form;
		return chooseMilestoneGift(locals.db, command, locals.now()).then(
			() => ({ chosen: true }),
			(thrown: unknown) => refusalToFail(thrown, { grantId, options: options.join(' ') })
		);
	}
};
