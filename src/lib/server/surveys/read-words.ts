import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { n_min } from '#lib/domain/surveys/net-promoter.ts';
import type { SurveyWords, ThemeFormView, ThemeSaid } from '#lib/domain/views/survey-words.ts';
import { readLastChange } from '../audit/name-them.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readDictionary } from './dictionary.ts';
import { toMean } from './means.ts';
import { readChoices, toFilter, type Filters } from './result-filter.ts';
import { themeActs } from './save-theme.ts';
import { readNewestSurvey } from './versions.ts';
import { countThemeWords, countWritten, listLooseWords, sumThemes } from './word-queries.ts';

const loose_shown = 40;

/** What guests write about, by the dimensions of the survey and the dictionary as it stands. */
export async function readWords(
	reader: Reader,
	filters: Filters,
	now: Instant
): Promise<SurveyWords> {
	const filter = toFilter(filters, now);
	const { dimensions } = await readNewestSurvey(reader);
	const dictionary = await readDictionary(reader);
	const sums = await sumThemes(reader, filter);
	const counts = Map.groupBy(await countThemeWords(reader, filter), ({ themeId }) => themeId);
	const themes = dictionary.map(({ id, name, dimension, words }): [string, ThemeSaid] => {
		const { n = 0, index } = sums.get(id) ?? {};
		const said = (counts.get(id) ?? []).map(({ locale, word, n }) => ({ locale, word, n }));
		const isSaid = (one: { locale: string; word: string }) =>
			said.some(({ locale, word }) => locale === one.locale && word === one.word);
		const all = Object.entries(words).flatMap(([locale, list]) =>
			list.map((word) => ({ locale, word }))
		);
		const unsaid = all.filter((one) => !isSaid(one));
		return [dimension, { id, name, n, index: toMean(index), small: n < n_min, said, unsaid }];
	});
	const known = new Set(dimensions.map(({ id }) => id));
	const of = (isOne: (dimension: string) => boolean) =>
		themes.flatMap(([dimension, theme]) => (isOne(dimension) ? [theme] : []));
	return {
		...(await readChoices(reader, now)),
		filters,
		written: await countWritten(reader, filter),
		dimensions: [
			...dimensions.map(({ id, name }) => ({ id, name, themes: of((one) => one === id) })),
			{ id: '', name: undefined, themes: of((one) => !known.has(one)) }
		].filter((group) => group.themes.length > 0),
		loose: await listLooseWords(reader, filter, loose_shown)
	};
}

/** A theme as its form shows it, or a new one. Refused: `not-found`. */
export async function readTheme(reader: Reader, id: string | undefined): Promise<ThemeFormView> {
	const { dimensions } = await readNewestSurvey(reader);
	const dictionary = await readDictionary(reader);
	const found = dictionary.find((theme) => theme.id === id);
	if (id !== undefined && !found) throw new Refusal('not-found');
	return {
		id: found?.id ?? newId(),
		revision: found?.revision,
		name: found?.name ?? { en: '' },
		dimension: found?.dimension ?? dimensions[0]?.id ?? '',
		words: found?.words ?? {},
		dimensions: dimensions.map((one) => ({ id: one.id, name: one.name })),
		themes: dictionary.map((one) => ({ id: one.id, name: one.name })),
		changed: found && (await readLastChange(reader, { kind: 'theme', id: found.id }, themeActs))
	};
}
