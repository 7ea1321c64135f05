import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readStays } from '#lib/server/guests/read-stays.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const year = /^\d{4}$/.exec(url.searchParams.get('year') ?? '')?.[0];
	const asked = {
		year: year === undefined ? undefined : Number(year),
		property: url.searchParams.get('property') || undefined,
		before: url.searchParams.get('before') ?? undefined
	};
	const memberId = memberOf(locals).id;
	return { view: await readStays(locals.db, memberId, asked, locals.now()).catch(refusalToError) };
};
