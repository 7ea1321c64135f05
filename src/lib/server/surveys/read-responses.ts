import { Refusal } from '#lib/domain/refusal.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Text } from '#lib/domain/text.ts';
import type { ResponseLine, ResponseList, ResponseView } from '#lib/domain/views/survey-results.ts';
import type { Reader } from '../db/database.ts';
import { listState, type ListAsked } from '../lists.ts';
import { readDictionary } from './dictionary.ts';
import { listAnswers } from './queries.ts';
import { stayOf, toQuestion } from './read-survey.ts';
import { readChoices, toFilter } from './result-filter.ts';
import {
	countSubmitted,
	findSubmitted,
	listScores,
	listSubmitted,
	listTexts,
	type ResponseSort
} from './result-queries.ts';
import { readAsked } from './versions.ts';

const micro = 1_000_000;

export async function readResponses(
	reader: Reader,
	asked: ListAsked<ResponseSort>,
	now: Instant
): Promise<ResponseList> {
	const filter = toFilter(asked.filters, now);
	const n = await countSubmitted(reader, filter);
	const rows = await listSubmitted(reader, filter, asked);
	const texts = Map.groupBy(
		await listTexts(
			reader,
			rows.map(({ id }) => id)
		),
		(text) => text.response_id
	);
	return {
		...(await readChoices(reader, now)),
		themes: (await readDictionary(reader)).map(({ id, name }) => ({ id, name })),
		list: listState(asked, n),
		rows: rows.map((row) => ({
			...toLine(row),
			texts: (texts.get(row.id) ?? []).map(({ value }) => value)
		}))
	};
}

/** One response in all its words. Refused: `not-found` while it is not sent. */
export async function readResponse(reader: Reader, id: string): Promise<ResponseView> {
	const row = await findSubmitted(reader, id);
	if (!row) throw new Refusal('not-found');
	const survey = await readAsked(reader, row);
	const answers = await listAnswers(reader, id);
	const scores = await listScores(reader, id);
	return {
		...toLine(row),
		stay: stayOf(row),
		dimensions: survey.dimensions.map((dimension) => ({
			id: dimension.id,
			name: dimension.name,
			score: scoreOf(scores.get(dimension.id)),
			questions: dimension.items.map((item) => toQuestion(item, answers))
		})),
		closing: [...(survey.opening ?? []), ...survey.wishes, ...survey.closing].map((question) =>
			toQuestion(question, answers)
		)
	};
}

function scoreOf(value: number | null | undefined): number | undefined {
	return value === null || value === undefined ? undefined : value / micro;
}

function toLine(
	row: Pick<
		Awaited<ReturnType<typeof listSubmitted>>[number],
		'id' | 'submitted_at' | 'property' | 'number' | 'index_micro' | 'recommend'
	>
): ResponseLine {
	return {
		id: row.id,
		submittedAt: row.submitted_at ?? '',
		property: JSON.parse(row.property) as Text,
		number: row.number,
		index: scoreOf(row.index_micro),
		recommend: row.recommend ?? undefined
	};
}
