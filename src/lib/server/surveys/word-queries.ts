import { sql } from 'kysely';
import type { Reader } from '../db/database.ts';
import { submitted, type ResultFilter } from './result-queries.ts';
import type { MeanRow } from './sum-queries.ts';

// What guests write about: counted in the database, by the dictionary as it stands now.

function said(reader: Reader, filter: ResultFilter) {
	return submitted(reader, filter).innerJoin(
		'response_word',
		'response_word.response_id',
		'survey_response.id'
	);
}

function themed(reader: Reader, filter: ResultFilter) {
	return said(reader, filter).innerJoin('theme_word', (join) =>
		join
			.onRef('theme_word.locale', '=', 'response_word.locale')
			.onRef('theme_word.word', '=', 'response_word.word')
	);
}

/** Of how many responses there is a text. */
export async function countWritten(reader: Reader, filter: ResultFilter): Promise<number> {
	const row = await submitted(reader, filter)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('response_word')
					.select('response_word.word')
					.whereRef('response_word.response_id', '=', 'survey_response.id')
			)
		)
		.select((one) => one.fn.countAll().as('n'))
		.executeTakeFirstOrThrow();
	return Number(row.n);
}

export interface ThemeSum {
	/** How many responses mention it. */
	readonly n: number;
	/** The index of those that have one. */
	readonly index: MeanRow;
}

/** By theme; a response that says several of its words counts once. */
export async function sumThemes(
	reader: Reader,
	filter: ResultFilter
): Promise<Map<string, ThemeSum>> {
	const rows = await reader
		.selectFrom(
			themed(reader, filter)
				.select(['theme_word.theme_id', 'survey_response.id', 'index_micro'])
				.distinct()
				.as('mention')
		)
		.select('theme_id')
		.select((one) => [
			one.fn.countAll().as('n'),
			one.fn.count('index_micro').as('with_index'),
			one.fn.sum('index_micro').as('micro')
		])
		.groupBy('theme_id')
		.execute();
	return new Map(
		rows.map((row) => [
			row.theme_id,
			{ n: Number(row.n), index: { micro: Number(row.micro), n: Number(row.with_index) } }
		])
	);
}

export interface WordCount {
	readonly locale: string;
	readonly word: string;
	/** How many responses say it. */
	readonly n: number;
}

/** The words of all themes that somebody said, the most frequent first. */
export async function countThemeWords(
	reader: Reader,
	filter: ResultFilter
): Promise<(WordCount & { readonly themeId: string })[]> {
	const rows = await themed(reader, filter)
		.select(['theme_word.theme_id', 'theme_word.locale', 'theme_word.word'])
		.select((one) => one.fn.count('survey_response.id').distinct().as('n'))
		.groupBy(['theme_word.theme_id', 'theme_word.locale', 'theme_word.word'])
		.orderBy('n', 'desc')
		.orderBy('theme_word.word')
		.execute();
	return rows.map(({ theme_id: themeId, locale, word, n }) => ({
		...{ themeId, locale, word, n: Number(n) }
	}));
}

/** Words that no theme has, from two responses on, the most frequent first. */
export async function listLooseWords(
	reader: Reader,
	filter: ResultFilter,
	limit: number
): Promise<WordCount[]> {
	const n = sql<number>`count(distinct survey_response.id)`;
	const rows = await said(reader, filter)
		.select(['response_word.locale', 'response_word.word', n.as('n')])
		.where('kind', '=', 'word')
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('theme_word')
						.select('theme_word.word')
						.whereRef('theme_word.locale', '=', 'response_word.locale')
						.whereRef('theme_word.word', '=', 'response_word.word')
				)
			)
		)
		.groupBy(['response_word.locale', 'response_word.word'])
		.having(n, '>=', 2)
		.orderBy('n', 'desc')
		.orderBy('response_word.word')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, n: Number(row.n) }));
}
