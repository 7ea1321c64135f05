import { staffOf } from '#lib/server/auth/signed-in.ts';
import { askAsClerk } from '#lib/server/desk/at-desk.ts';
import { findHere } from '#lib/server/desk/here.ts';
import { readArrivals } from '#lib/server/desk/read-arrivals.ts';
import { tickWish } from '#lib/server/desk/tick-wish.ts';
import { fieldFailure, isFormFailure, refusalToError } from '#lib/server/http.ts';
import { readTickForm } from '#lib/server/preferences/read-tick-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies }) => {
	const { db, now } = locals;
	const property = await findHere(locals, cookies);
	if (!property) return { arrivals: undefined };
	const asked = { staffId: staffOf(locals).id, property };
	return {
		at: property.code,
		arrivals: await readArrivals(db, asked, now()).catch(refusalToError)
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readTickForm(request);
		if (!form) return fieldFailure('form', 'invalid');
		const { at, typed, ...tick } = form;
		void typed;
		const done = await askAsClerk(locals, { at, typed: {} }, (clerk) =>
			tickWish(locals.db, { ...clerk, ...tick }, locals.now())
		);
		return isFormFailure(done) ? done : { ticked: tick.stayId };
	}
};
