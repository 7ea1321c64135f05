import { readBookings } from '#lib/server/rewards/read-bookings.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readBookings(locals.db, url, locals.now())
});
