import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readVoucher } from '#lib/server/guests/read-voucher.ts';
import { isFormFailure, readForm, refusalToError, refusalToFail, uuid } from '#lib/server/http.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import type { Actions, PageServerLoad } from './$types';

const CancelForm = z.object({ id: uuid });

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('stayward:voucher');
	const memberId = memberOf(locals).id;
	return {
		view: await readVoucher(locals.db, memberId, params.id, locals.now()).catch(refusalToError)
	};
};

export const actions: Actions = {
	cancel: async ({ request, locals, params, url }) => {
		const form = await readForm(CancelForm, request);
		if (!form.ok) return form.failure;

		const memberId = memberOf(locals).id;
		const command = { source: 'app', ...form.value, memberId, redemptionId: params.id } as const;
		const done = await cancelRedemption(locals.db, command, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown)
		);
		if (isFormFailure(done)) return done;
		redirect(303, url.pathname);
	}
};
