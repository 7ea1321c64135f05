import { error } from '@sveltejs/kit';
import { isLocale } from '#lib/i18n/messages.ts';
import { previewDraft } from '#lib/server/surveys/preview-draft.ts';
import { saidPrefix } from '#lib/ui/make/preview-answers.ts';
import { openDraft } from '../../../draft.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, parent, url } = event;
	if (!isLocale(params.locale)) error(404, 'not-found');
	const draft = await openDraft(event);
	const { hotel } = await parent();
	const step = Number(/^[1-9]\d?$/.exec(url.searchParams.get('step') ?? '')?.[0] ?? 1);
	const said = Object.fromEntries(
		[...url.searchParams].flatMap(([name, value]) =>
			name.startsWith(saidPrefix) ? [[name.slice(saidPrefix.length), value]] : []
		)
	);
	return { view: previewDraft(draft, { property: { en: hotel }, step, said }, locals.now()) };
};
