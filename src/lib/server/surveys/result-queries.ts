import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import { findResponse, type ResponseRow } from './queries.ts';

// What managers read: sums made in the database, never all rows.

export interface ResultFilter {
	/** The code of a property. */
	readonly property?: string | undefined;
	/** Answered since. */
	readonly since?: Instant | undefined;
	/** The tier that was held then. */
	readonly tier?: string | undefined;
	/** Whose texts have this word. */
	readonly word?: string | undefined;
	/** Whose texts in this language are meant. */
	readonly locale?: string | undefined;
	/** Whose texts have a word of this theme. */
	readonly theme?: string | undefined;
}

export function submitted(
	reader: Reader,
	{ property, since, tier, word, locale, theme }: ResultFilter
) {
	let found = reader
		.selectFrom('survey_response')
		.where('survey_response.status', '=', 'submitted');
	if (since !== undefined) found = found.where('submitted_at', '>=', since);
	if (tier !== undefined) found = found.where('survey_response.tier', '=', tier);
	if (property !== undefined)
		found = found.where('survey_response.property_id', 'in', (one) =>
			one.selectFrom('property').select('property.id').where('code', '=', property)
		);
	// Asked of each response of the period: those that ever said it may be many more.
	if (word !== undefined)
		found = found.where(({ exists, selectFrom }) => {
			const said = selectFrom('response_word')
				.select('response_word.word')
				.whereRef('response_word.response_id', '=', 'survey_response.id')
				.where('response_word.word', '=', word);
			return exists(locale === undefined ? said : said.where('locale', '=', locale));
		});
	if (theme !== undefined)
		found = found.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('response_word')
					.innerJoin('theme_word', (join) =>
						join
							.onRef('theme_word.word', '=', 'response_word.word')
							.onRef('theme_word.locale', '=', 'response_word.locale')
					)
					.select('response_word.word')
					.whereRef('response_word.response_id', '=', 'survey_response.id')
					.where('theme_id', '=', theme)
			)
		);
	return found;
}

export interface MeanRow {
	readonly micro: number;
	readonly n: number;
}

export interface Sums {
	readonly index: MeanRow;
	readonly n: number;
	readonly promoters: number;
	readonly passives: number;
	readonly detractors: number;
}

/** The index and the recommendations over all that were answered. */
export async function sumResponses(reader: Reader, filter: ResultFilter): Promise<Sums> {
	const among = (from: number, to: number) =>
		sql<number>`sum(case when recommend between ${from} and ${to} then 1 else 0 end)`;
	const row = await submitted(reader, filter)
		.select((response) => [
			response.fn.countAll().as('n'),
			response.fn.count('index_micro').as('with_index'),
			response.fn.sum('index_micro').as('micro')
		])
		.select([
			among(9, 10).as('promoters'),
			among(7, 8).as('passives'),
			among(0, 6).as('detractors')
		])
		.executeTakeFirstOrThrow();
	return {
		index: { micro: Number(row.micro), n: Number(row.with_index) },
		n: Number(row.n),
		promoters: Number(row.promoters),
		passives: Number(row.passives),
		detractors: Number(row.detractors)
	};
}

export async function sumScores(
	reader: Reader,
	filter: ResultFilter
): Promise<Map<string, MeanRow>> {
	const rows = await submitted(reader, filter)
		.innerJoin('survey_score', 'survey_score.response_id', 'survey_response.id')
		.select('dimension')
		.select((score) => [score.fn.countAll().as('n'), score.fn.sum('score_micro').as('micro')])
		.groupBy('dimension')
		.execute();
	return new Map(
		rows.map(({ dimension, n, micro }) => [dimension, { n: Number(n), micro: Number(micro) }])
	);
}

export async function sumItemScores(
	reader: Reader,
	filter: ResultFilter
): Promise<Map<string, MeanRow>> {
	const rows = await submitted(reader, filter)
		.innerJoin('survey_item_score', 'survey_item_score.response_id', 'survey_response.id')
		.select('item')
		.select((score) => [score.fn.countAll().as('n'), score.fn.sum('score_micro').as('micro')])
		.groupBy('item')
		.execute();
	return new Map(rows.map(({ item, n, micro }) => [item, { n: Number(n), micro: Number(micro) }]));
}

/** By the month in which it was answered, the latest first. */
export async function sumMonths(
	reader: Reader,
	filter: ResultFilter,
	limit: number
): Promise<(MeanRow & { readonly month: string })[]> {
	const month = sql<string>`substr(submitted_at, 1, 7)`;
	const rows = await submitted(reader, filter)
		.where('index_micro', 'is not', null)
		.select(month.as('month'))
		.select((one) => [one.fn.countAll().as('n'), one.fn.sum('index_micro').as('micro')])
		.groupBy(month)
		.orderBy('month', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ month: row.month, n: Number(row.n), micro: Number(row.micro) }));
}

/** How many were asked since then. */
export async function countInvited(
	reader: Reader,
	{ property, since }: ResultFilter
): Promise<number> {
	let found = reader
		.selectFrom('survey_response')
		.select((response) => response.fn.countAll().as('n'));
	if (since !== undefined) found = found.where('invited_at', '>=', since);
	if (property !== undefined)
		found = found.where('property_id', 'in', (one) =>
			one.selectFrom('property').select('property.id').where('code', '=', property)
		);
	return Number((await found.executeTakeFirstOrThrow()).n);
}

export const responseSorts = ['date', 'index', 'recommend'] as const;
export type ResponseSort = (typeof responseSorts)[number];

const columnOf = { date: 'submitted_at', index: 'index_micro', recommend: 'recommend' } as const;

export async function listSubmitted(
	reader: Reader,
	filter: ResultFilter,
	page: {
		readonly sort: ResponseSort;
		readonly descending: boolean;
		readonly offset: number;
		readonly limit: number;
	}
) {
	const direction = page.descending ? 'desc' : 'asc';
	const column = columnOf[page.sort];
	const found = submitted(reader, filter)
		.innerJoin('member', 'member.id', 'survey_response.member_id')
		.innerJoin('property', 'property.id', 'survey_response.property_id')
		.select(['survey_response.id', 'submitted_at', 'index_micro', 'recommend'])
		.select(['member.number', 'property.name as property']);
	const sorted =
		page.sort === 'date'
			? // All have one; said, it is the condition of the index in whose order they are read.
				found.where('submitted_at', 'is not', null)
			: // The databases disagree on where nulls stand: here always at the end.
				found.orderBy(sql`case when ${sql.ref(column)} is null then 1 else 0 end`);
	return sorted
		.orderBy(column, direction)
		.orderBy('survey_response.id', direction)
		.offset(page.offset)
		.limit(page.limit)
		.execute();
}

/** What is written in these responses. */
export function listTexts(reader: Reader, ids: readonly string[]) {
	if (ids.length === 0) return Promise.resolve([]);
	return reader
		.selectFrom('survey_answer')
		.select(['response_id', 'value'])
		.where('response_id', 'in', ids)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('response_word')
					.select('response_word.word')
					.whereRef('response_word.response_id', '=', 'survey_answer.response_id')
					.whereRef('response_word.item', '=', 'survey_answer.item')
			)
		)
		.orderBy('response_id')
		.orderBy('item')
		.execute();
}

export async function findSubmitted(
	reader: Reader,
	id: string
): Promise<(ResponseRow & { number: string }) | undefined> {
	const owner = await submitted(reader, {})
		.innerJoin('member', 'member.id', 'survey_response.member_id')
		.select(['member.id', 'member.number'])
		.where('survey_response.id', '=', id)
		.executeTakeFirst();
	if (!owner) return undefined;
	const response = await findResponse(reader, { memberId: owner.id, id });
	return response && { ...response, number: owner.number };
}

export async function listScores(reader: Reader, id: string): Promise<Map<string, number>> {
	const rows = await reader
		.selectFrom('survey_score')
		.select(['dimension', 'score_micro'])
		.where('response_id', '=', id)
		.execute();
	return new Map(rows.map((row) => [row.dimension, row.score_micro]));
}

/** What guests said of their wishes, by house and question; also in surveys that are not sent yet. */
export function countWishAnswers(reader: Reader) {
	return reader
		.selectFrom('survey_answer')
		.innerJoin('survey_response', 'survey_response.id', 'survey_answer.response_id')
		.select(['survey_response.property_id', 'survey_answer.item', 'survey_answer.value'])
		.select((row) => row.fn.countAll().as('count'))
		.where('survey_answer.item', 'like', 'wish.%')
		.where('survey_response.status', '!=', 'declined')
		.groupBy(['survey_response.property_id', 'survey_answer.item', 'survey_answer.value'])
		.execute();
}
