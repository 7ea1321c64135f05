import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readClaim } from '#lib/server/claims/read-claims.ts';
import { withdrawClaim } from '#lib/server/claims/withdraw-claim.ts';
import { refusalToError, refusalToFail } from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readClaim(locals.db, memberOf(locals).id, params.id).catch(refusalToError)
});

export const actions: Actions = {
	default: async ({ locals, params }) => {
		const asked = { claimId: params.id, memberId: memberOf(locals).id };
		return withdrawClaim(locals.db, asked, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown)
		);
	}
};
