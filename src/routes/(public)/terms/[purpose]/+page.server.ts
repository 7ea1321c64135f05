import { error } from '@sveltejs/kit';
import { isPurpose, textVersions } from '#lib/server/consent/purposes.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params: { purpose }, locals }) => {
	if (!isPurpose(purpose)) error(404, 'not-found');
	return { purpose, version: textVersions[purpose], signedIn: locals.member !== undefined };
};
