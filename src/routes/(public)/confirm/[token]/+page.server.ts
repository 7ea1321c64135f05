import { findLink } from '#lib/server/auth/links.ts';
import { linkLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { isFormFailure, refusalToFail } from '#lib/server/http.ts';
import { confirmNewAddress } from '#lib/server/members/change-address.ts';
import type { Actions, PageServerLoad } from './$types';

/** Reading never confirms: whatever opens links in mails only sees a button. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { db } = locals;
	const link = await findLink(db, ['confirm-old', 'confirm-new'], params.token, locals.now());
	return { works: link !== undefined };
};

export const actions: Actions = {
	default: async ({ locals, params }) => {
		const { db, address } = locals;
		const done = await countTry(db, linkLimits(address), locals.now())
			.then(() => confirmNewAddress(db, params.token, locals.now()))
			.catch(refusalToFail);
		return isFormFailure(done) ? done : { done };
	}
};
