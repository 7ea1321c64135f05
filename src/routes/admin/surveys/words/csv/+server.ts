import { inWords } from '#lib/i18n/formats.ts';
import { csvAnswer } from '#lib/server/csv-answer.ts';
import { readList } from '#lib/server/lists.ts';
import { readWords } from '#lib/server/surveys/read-words.ts';
import { filterNames } from '#lib/server/surveys/result-filter.ts';
import type { RequestHandler } from './$types';

/** One line for each theme, each of its words, and each frequent word that no theme has. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { filters } = readList(url, { sorts: ['date'], filters: filterNames });
	const { dimensions, loose } = await readWords(locals.db, filters, locals.now());
	const head = ['dimension', 'theme', 'locale', 'word', 'responses', 'index', 'index_responses'];
	const rows = dimensions.flatMap(({ id, name, themes }) =>
		themes.flatMap((theme) => {
			const of = [name ? inWords(name) : id, inWords(theme.name)];
			const { index, n } = theme;
			const unsaid = theme.unsaid.map((word) => ({ ...word, n: 0 }));
			return [
				[...of, '', '', n, index?.score.toFixed(3) ?? '', index?.n ?? 0],
				...[...theme.said, ...unsaid].map((word) => [...of, word.locale, word.word, word.n, '', ''])
			];
		})
	);
	const others = loose.map(({ locale, word, n }) => ['', '', locale, word, n, '', '']);
	return csvAnswer('themes', [head, ...rows, ...others]);
};
