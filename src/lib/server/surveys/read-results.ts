import type { Instant } from '#lib/domain/calendar.ts';
import type { Cuts } from '#lib/domain/surveys/cuts.ts';
import { fieldOf } from '#lib/domain/surveys/importance.ts';
import { n_min } from '#lib/domain/surveys/net-promoter.ts';
import { firstMonth } from '#lib/domain/surveys/sums.ts';
import type { Survey } from '#lib/domain/surveys/survey.ts';
import type { Text } from '#lib/domain/text.ts';
import type {
	ImportancePoint,
	MonthScores,
	SurveyResults
} from '#lib/domain/views/survey-results.ts';
import type { Reader } from '../db/database.ts';
import { readSetting } from '../house/settings.ts';
import { toMean, toNetPromoter } from './means.ts';
import { readChoices, toSumFilter, type Filters } from './result-filter.ts';
import { cuts } from './settings.ts';
import {
	countInvited,
	readMonthSums,
	readSums,
	type MeanRow,
	type Overall,
	type SumFilter
} from './sum-queries.ts';
import { readNewestSurvey } from './versions.ts';

const months_shown = 12;

/**
 * The index by dimension and overall, the recommendation, and how it went by month: the last twelve at
 * most. All of it is read from sums, so it takes as long for few responses as for many.
 */
export async function readResults(
	reader: Reader,
	filters: Filters,
	now: Instant
): Promise<SurveyResults> {
	const filter = toSumFilter(filters, now);
	const survey = await readNewestSurvey(reader);
	const sums = await readSums(reader, filter);
	const of = (kind: 'dimension' | 'item') => sums.get(kind) ?? new Map<string, MeanRow>();
	const all: Overall = Object.fromEntries([...sums].map(([kind, rows]) => [kind, rows.get('')]));
	const bounds = await readSetting(reader, cuts);
	return {
		...(await readChoices(reader, now)),
		filters,
		cuts: bounds,
		importance: importanceOf(survey, of('dimension'), of('item'), bounds),
		index: toMean(all.index),
		dimensions: survey.dimensions.map(({ id, name, weight }) => ({
			...{ id, name, weight },
			mean: toMean(of('dimension').get(id))
		})),
		netPromoter: toNetPromoter(all),
		asked: {
			invited: await countInvited(reader, filter),
			submitted: all.response?.n ?? 0
		},
		months: await readMonths(reader, filter, now)
	};
}

async function readMonths(reader: Reader, filter: SumFilter, now: Instant): Promise<MonthScores[]> {
	const first = firstMonth(now, months_shown);
	const month = filter.month !== undefined && filter.month > first ? filter.month : first;
	const rows = await readMonthSums(reader, { ...filter, month });
	return rows.map(([of, sums]) => ({
		month: of,
		index: toMean(sums.index),
		netPromoter: toNetPromoter(sums)
	}));
}

type Means = ReadonlyMap<string, MeanRow>;

/** Dimensions among themselves, then the items of each; what nobody judged is not there. */
function importanceOf(
	survey: Survey,
	dimensions: Means,
	items: Means,
	cuts: Cuts
): ImportancePoint[] {
	const level = (
		siblings: readonly { readonly id: string; readonly weight: string; readonly name: Text }[],
		means: Means,
		of?: Text
	) =>
		siblings.flatMap(({ id, weight, name }) => {
			const mean = toMean(means.get(id));
			if (!mean) return [];
			const field = fieldOf({ weight, siblings: siblings.length, score: mean.score }, cuts);
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
