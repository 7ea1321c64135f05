import { z } from 'zod';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, line, readForm, refusalToError, refusalToFail } from '#lib/server/http.ts';
import { changeStaff } from '#lib/server/staff/change-staff.ts';
import { sendWelcomeAnew } from '#lib/server/staff/invite-staff.ts';
import { listHouseChoices, readColleague } from '#lib/server/staff/read-staff.ts';
import { restoreStaff, suspendStaff } from '#lib/server/staff/suspend-staff.ts';
import { rightsForm, tickedHouses } from '../rights-form.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const WhyForm = z.object({ why: line(300) });

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	view: await readColleague(locals.db, params.id).catch(refusalToError),
	own: locals.staff?.id === params.id,
	invited: url.searchParams.has('invited')
});

export const actions: Actions = {
	change: async ({ request, locals, params }) => {
		const houses = await listHouseChoices(locals.db);
		const Form = rightsForm(houses).extend({ revision: z.coerce.number().int().positive() });
		const form = await readForm(Form, request);
		if (!form.ok) return form.failure;
		const { role, revision } = form.value;
		const propertyCodes = tickedHouses(houses, form.value);
		const asked = { staffId: params.id, role, propertyCodes, revision };
		const failed = await changeStaff(locals.db, asked, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		return isFormFailure(failed) ? failed : ({ done: 'change' } as const);
	},

	link: async ({ locals, params }) => {
		const failed = await sendWelcomeAnew(locals.db, params.id, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown)
		);
		return isFormFailure(failed) ? failed : ({ done: 'link' } as const);
	},

	suspend: (event) => withReason(event, suspendStaff, 'suspend'),
	restore: (event) => withReason(event, restoreStaff, 'restore')
};

async function withReason<Done extends string>(
	{ request, locals, params }: RequestEvent,
	act: typeof suspendStaff,
	done: Done
) {
	const form = await readForm(WhyForm, request);
	if (!form.ok) return form.failure;
	const asked = { ...form.value, staffId: params.id };
	const failed = await act(locals.db, asked, actorOf(locals), locals.now()).catch(
		(thrown: unknown) => refusalToFail(thrown, form.typed)
	);
	return isFormFailure(failed) ? failed : { done };
}
