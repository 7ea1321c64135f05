import { staffOf } from '#lib/server/auth/signed-in.ts';
import { findHere } from '#lib/server/desk/here.ts';
import { readArrivals } from '#lib/server/desk/read-arrivals.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies }) => {
	const { db, now } = locals;
	const property = await findHere(locals, cookies);
	if (!property) return { arrivals: undefined };
	const asked = { staffId: staffOf(locals).id, property };
	return { arrivals: await readArrivals(db, asked, now()).catch(refusalToError) };
};
