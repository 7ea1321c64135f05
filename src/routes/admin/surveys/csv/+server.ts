import { inWords } from '#lib/i18n/formats.ts';
import { csvAnswer } from '#lib/server/csv-answer.ts';
import { readList } from '#lib/server/lists.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { filterNames } from '#lib/server/surveys/result-filter.ts';
import type { RequestHandler } from './$types';

const head = ['id', 'dimension', 'item', 'weight', 'times_even_share', 'score', 'answers', 'field'];

/** The numbers behind the chart, for a spreadsheet: one line for each dimension and each item. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { filters } = readList(url, { sorts: ['date'], filters: filterNames });
	const { importance } = await readResults(locals.db, filters, locals.now());
	const rows = importance.map((point) => [
		point.id,
		inWords(point.of ?? point.name),
		point.of ? inWords(point.name) : '',
		point.weight,
		point.times.toFixed(3),
		point.mean.score.toFixed(3),
		point.mean.n,
		point.field
	]);
	return csvAnswer('importance', [head, ...rows]);
};
