import { error } from '@sveltejs/kit';
import { isLocale } from '#lib/i18n/messages.ts';
import { previewReward } from '#lib/server/guests/preview-reward.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!isLocale(params.locale)) error(404, 'not-found');
	const asked = {
		tier: url.searchParams.get('tier') ?? undefined,
		hasPoints: url.searchParams.get('points') !== 'none'
	};
	const preview = await previewReward(locals.db, params.id, asked, locals.now()).catch(
		refusalToError
	);
	return { ...preview, id: params.id, hasPoints: asked.hasPoints };
};
