import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readVouchers } from '#lib/server/guests/read-vouchers.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const before = url.searchParams.get('before') ?? undefined;
	const memberId = memberOf(locals).id;
	return {
		view: await readVouchers(locals.db, memberId, locals.now(), before).catch(refusalToError)
	};
};
