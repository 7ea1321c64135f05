import { z } from 'zod';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, line, readForm, refusalToError, refusalToFail } from '#lib/server/http.ts';
import { readBooking } from '#lib/server/rewards/read-bookings.ts';
import { withdrawRedemption } from '#lib/server/rewards/withdraw-redemption.ts';
import type { Actions, PageServerLoad } from './$types';

const WithdrawForm = z.object({ why: line(300) });

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readBooking(locals.db, params.id, locals.now()).catch(refusalToError)
});

export const actions: Actions = {
	withdraw: async ({ request, locals, params }) => {
		const form = await readForm(WithdrawForm, request);
		if (!form.ok) return form.failure;
		const { db, now } = locals;
		const { id: staffId } = staffOf(locals);
		const withdraw = { redemptionId: params.id, staffId, why: form.value.why };
		const done = await withdrawRedemption(db, withdraw, now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : ({ done: 'withdraw' } as const);
	}
};
