import { z } from 'zod';
import { locales } from '#lib/i18n/messages.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, line, readForm, refusalToFail } from '#lib/server/http.ts';
import { readList } from '#lib/server/lists.ts';
import { readWords } from '#lib/server/surveys/read-words.ts';
import { putWord } from '#lib/server/surveys/save-theme.ts';
import { filterNames } from '#lib/server/surveys/result-filter.ts';
import type { Actions, PageServerLoad } from './$types';

const PutForm = z.object({
	theme: line(60),
	// Which of the buttons: a locale, a blank and a word, which has none.
	said: line(80).refine((said) => locales.some((locale) => said.startsWith(`${locale} `)))
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const { filters } = readList(url, { sorts: ['date'], filters: filterNames });
	return {
		view: await readWords(locals.db, filters, locals.now()),
		isRemoved: url.searchParams.get('done') === 'removed'
	};
};

export const actions: Actions = {
	put: async ({ request, locals }) => {
		const form = await readForm(PutForm, request);
		if (!form.ok) return form.failure;
		const { theme: themeId, said } = form.value;
		const [locale = '', word = ''] = said.split(' ');
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const done = await putWord(locals.db, { themeId, locale, word }, actor, locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : { put: { themeId, word } };
	}
};
