import { memberOf } from '#lib/server/auth/signed-in.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
	// Asked for with each page, so that both are of one answer: in another tab somebody else may have
	// signed in.
	void url.pathname;
	return { member: { id: memberOf(locals).id } };
};
