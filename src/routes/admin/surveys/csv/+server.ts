import { stringify } from 'csv-stringify/sync';
import { inWords } from '#lib/i18n/formats.ts';
import { withoutFormula } from '#lib/server/import/error-file.ts';
import { readList } from '#lib/server/lists.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import type { RequestHandler } from './$types';

/** The numbers behind the chart, for a spreadsheet: one line for each dimension and each item. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const filters = readList(url, {
		sorts: ['date'],
		filters: ['property', 'period', 'tier']
	}).filters;
	const { importance } = await readResults(locals.db, filters, locals.now());
	const head = [
		'id',
		'dimension',
		'item',
		'weight',
		'times_even_share',
		'score',
		'answers',
		'field'
	];
	const rows = importance.map((point) => [
		point.id,
		withoutFormula(inWords(point.of ?? point.name)),
		withoutFormula(point.of ? inWords(point.name) : ''),
		point.weight,
		point.times.toFixed(3),
		point.mean.score.toFixed(3),
		point.mean.n,
		point.field
	]);
	return new Response(`\ufeff${stringify([head, ...rows], { record_delimiter: 'windows' })}`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="importance.csv"'
		}
	});
};
