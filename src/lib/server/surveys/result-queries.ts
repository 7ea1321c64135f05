import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import { findResponse, type ResponseRow } from './queries.ts';

// What managers read of single responses, a page at a time.

export interface ResultFilter {
	/** The code of a property. */
	readonly property?: string | undefined;
	/** Answered since. */
	readonly since?: Instant | undefined;
	/** The tier that was held then. */
	readonly tier?: string | undefined;
	readonly guest?: string | undefined;
	readonly channel?: string | undefined;
	/** Whose texts have this word. */
	readonly word?: string | undefined;
	/** Whose texts in this language are meant. */
	readonly locale?: string | undefined;
	/** Whose texts have a word of this theme. */
	readonly theme?: string | undefined;
}

export function submitted(
	reader: Reader,
	{ property, since, tier, guest, channel, word, locale, theme }: ResultFilter
) {
	let found = reader
		.selectFrom('survey_response')
		.where('survey_response.status', '=', 'submitted');
	if (since !== undefined) found = found.where('submitted_at', '>=', since);
	if (tier !== undefined) found = found.where('survey_response.tier', '=', tier);
	if (guest !== undefined)
		found = found.where('survey_response.guest', '=', guest as 'new' | 'returning');
	if (channel !== undefined) found = found.where('survey_response.channel', '=', channel);
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

/** How many were answered. */
export async function countSubmitted(reader: Reader, filter: ResultFilter): Promise<number> {
	const row = await submitted(reader, filter)
		.select((response) => response.fn.countAll().as('n'))
		.executeTakeFirstOrThrow();
	return Number(row.n);
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
