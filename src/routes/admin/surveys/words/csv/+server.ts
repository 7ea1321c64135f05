import { stringify } from 'csv-stringify/sync';
import { inWords } from '#lib/i18n/formats.ts';
import { withoutFormula } from '#lib/server/import/error-file.ts';
import { readList } from '#lib/server/lists.ts';
import { readWords } from '#lib/server/surveys/read-words.ts';
import type { RequestHandler } from './$types';

/** One line for each theme, each of its words, and each frequent word that no theme has. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const names = ['property', 'period', 'tier'];
	const { filters } = readList(url, { sorts: ['date'], filters: names });
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
	const safe = [...rows, ...others].map((cells) =>
		cells.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : cell))
	);
	return new Response(`\ufeff${stringify([head, ...safe], { record_delimiter: 'windows' })}`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="themes.csv"'
		}
	});
};
