import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	hotel: locals.config.hotel,
	/** The clock as it started, when it does not tell the real time: a banner says so. */
	clock: locals.config.clock
});
