import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readBenefits } from '#lib/server/guests/read-benefits.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const house = url.searchParams.get('house') ?? undefined;
	const view = readBenefits(locals.db, memberOf(locals).id, house, locals.now());
	return { view: await view.catch(refusalToError) };
};
