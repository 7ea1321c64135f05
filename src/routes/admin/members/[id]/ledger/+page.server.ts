import { readLedger } from '#lib/server/guests/read-ledger.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const before = Number(url.searchParams.get('before') ?? Number.NaN);
	const place = Number.isSafeInteger(before) ? before : undefined;
	return {
		view: await readLedger(locals.db, params.id, place, locals.now()).catch(refusalToError)
	};
};
