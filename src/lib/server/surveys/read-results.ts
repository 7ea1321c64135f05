import { addMilliseconds, type Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { fieldOf } from '#lib/domain/surveys/importance.ts';
import { n_min, netPromoter } from '#lib/domain/surveys/net-promoter.ts';
import type { Survey } from '#lib/domain/surveys/survey.ts';
import type {
	ImportancePoint,
	Mean,
	ResponseLine,
	ResponseList,
	ResponseView,
	SurveyResults
} from '#lib/domain/views/survey-results.ts';
import type { Text } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { listState, type ListAsked } from '../lists.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { listProperties } from '../stays/properties.ts';
import { readDictionary } from './dictionary.ts';
import { listAnswers } from './queries.ts';
import { stayOf, toQuestion } from './read-survey.ts';
import {
	countInvited,
	findSubmitted,
	listScores,
	listSubmitted,
	listTexts,
	sumItemScores,
	sumMonths,
	sumResponses,
	sumScores,
	type MeanRow,
	type ResponseSort,
	type ResultFilter
} from './result-queries.ts';
import { readAsked, readNewestSurvey } from './versions.ts';

const months_shown = 12;
const micro = 1_000_000;

export type Filters = Readonly<Record<string, string>>;

/** The index by dimension and overall, the recommendation, and how it went by month. */
export async function readResults(
	reader: Reader,
	filters: Filters,
	now: Instant
): Promise<SurveyResults> {
	const filter = toFilter(filters, now);
	const survey = await readNewestSurvey(reader);
	const sums = await sumResponses(reader, filter);
	const scores = await sumScores(reader, filter);
	const items = await sumItemScores(reader, filter);
	const months = await sumMonths(reader, filter, months_shown);
	return {
		properties: await listHouses(reader),
		tiers: await listTiers(reader, now),
		importance: importanceOf(survey, scores, items),
		filters,
		index: toMean(sums.index),
		dimensions: survey.dimensions.map(({ id, name, weight }) => ({
			id,
			name,
			weight,
			mean: toMean(scores.get(id))
		})),
		netPromoter: netPromoter(sums),
		asked: { invited: await countInvited(reader, filter), submitted: sums.n },
		months: months
			.toReversed()
			.flatMap(({ month, ...row }) =>
				[toMean(row)].flatMap((mean) => (mean ? [{ month, mean }] : []))
			)
	};
}

export async function readResponses(
	reader: Reader,
	asked: ListAsked<ResponseSort>,
	now: Instant
): Promise<ResponseList> {
	const filter = toFilter(asked.filters, now);
	const { n } = await sumResponses(reader, filter);
	const rows = await listSubmitted(reader, filter, asked);
	const texts = Map.groupBy(
		await listTexts(
			reader,
			rows.map(({ id }) => id)
		),
		(text) => text.response_id
	);
	return {
		properties: await listHouses(reader),
		tiers: await listTiers(reader, now),
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

const day_ms = 86_400_000;

export function toFilter(
	{ property, period, tier, word, language, theme }: Filters,
	now: Instant
): ResultFilter {
	const days = period && /^[1-9]\d{0,3}$/.test(period) ? Number(period) : undefined;
	return {
		...{ property, tier, theme },
		...{ word: word?.normalize('NFKC').toLowerCase(), locale: language },
		since: days === undefined ? undefined : addMilliseconds(now, -days * day_ms)
	};
}

/** Dimensions among themselves, then the items of each; what nobody judged is not there. */
function importanceOf(
	survey: Survey,
	dimensions: ReadonlyMap<string, MeanRow>,
	items: ReadonlyMap<string, MeanRow>
): ImportancePoint[] {
	const level = (
		siblings: readonly { readonly id: string; readonly weight: string; readonly name: Text }[],
		means: ReadonlyMap<string, MeanRow>,
		of?: Text
	) =>
		siblings.flatMap(({ id, weight, name }) => {
			const mean = toMean(means.get(id));
			if (!mean) return [];
			const field = fieldOf({ weight, siblings: siblings.length, score: mean.score });
			const times = Number(weight) * siblings.length;
			return [{ id, name, of, weight, times, mean, field, small: mean.n < n_min }];
		});
	return [
		...level(survey.dimensions, dimensions),
		...survey.dimensions.flatMap((dimension) =>
			level(
				dimension.items.map(({ id, weight, label }) => ({ id, weight, name: label })),
				items,
				dimension.name
			)
		)
	];
}

export async function listTiers(reader: Reader, now: Instant) {
	const programme = await findProgramme(reader);
	if (!programme) return [];
	const { tiers } = versionOn(programme, todayIn(programme, now)).document;
	return tiers.map(({ id, name }) => ({ id, name }));
}

export async function listHouses(reader: Reader) {
	return (await listProperties(reader)).map(({ code, name }) => ({ code, name }));
}

export function toMean(row: MeanRow | undefined): Mean | undefined {
	return row && row.n > 0 ? { score: row.micro / row.n / micro, n: row.n } : undefined;
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
