import { error } from '@sveltejs/kit';
import { asLocale } from '#lib/i18n/choose-locale.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => {
	if (!asLocale(params.locale)) error(404, 'not-found');
};
