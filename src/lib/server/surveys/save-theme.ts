import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import { checkWords, theme_words_max, type Theme } from '#lib/domain/surveys/themes.ts';
import { changedFacts, changedMeanwhile } from '../audit/changes.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { readDictionary, rowsOf, takeDictionary, type ThemeNow } from './dictionary.ts';
import {
	addThemes,
	addThemeWords,
	deleteThemeWords,
	findThemeOf,
	takeTheme
} from './theme-queries.ts';
import { readNewestSurvey } from './versions.ts';

/** What an act of this area says was done to a theme. */
export const themeActs = ['theme-added', 'theme-changed', 'theme-removed'] as const;

export interface SaveTheme extends Theme {
	/** The one that was shown; without it the theme is new, and its id made by the form. */
	readonly revision?: number | undefined;
}

/**
 * Adds or changes a theme with all its words, by which what was written before counts too. Refused:
 * `invalid` with the field, `not-found`, `changed-meanwhile`, `word-not-counted` (`word`) for what texts
 * cannot be counted by, and `word-of-other-theme` (`word`, `theme`).
 */
export function saveTheme(db: Db, asked: SaveTheme, actor: Actor, now: Instant): Promise<void> {
	return transact(db, async (trx) => {
		const to = { ...asked, words: countedWords(asked.words) };
		await takeDictionary(trx, now);
		const before = await findTheme(trx, to.id);
		const facts = changedFacts(before ? factsOf(before) : {}, factsOf(to));
		// Nothing is new, or the form of a new one was sent twice.
		if (before && Object.keys(facts).length === 0) return;
		await mustBeDimension(trx, to.dimension, before);
		if (to.revision === undefined) await add(trx, to, actor, now);
		else await change(trx, to, { ...to, revision: to.revision }, before, actor, now);
		await deleteThemeWords(trx, to.id);
		await giveWords(trx, to.id, rowsOf(to.words));
		const act = to.revision === undefined ? 'theme-added' : 'theme-changed';
		await record(trx, act, to.id, { ...facts, revision: (to.revision ?? 0) + 1 }, actor, now);
	});
}

/** Takes a theme away; its words are free again. Refused: `not-found`, `changed-meanwhile`. */
export function removeTheme(
	db: Db,
	{ id, revision }: { readonly id: string; readonly revision: number },
	actor: Actor,
	now: Instant
): Promise<void> {
	return transact(db, async (trx) => {
		await takeDictionary(trx, now);
		const before = await findTheme(trx, id);
		await change(trx, { removed_at: now }, { id, revision }, before, actor, now);
		await deleteThemeWords(trx, id);
		const facts = changedFacts(before ? factsOf(before) : {}, {});
		await record(trx, 'theme-removed', id, { ...facts, revision: revision + 1 }, actor, now);
	});
}

/**
 * Gives a theme one word more; said again it has it already. Refused: `not-found`, `word-not-counted`,
 * `word-of-other-theme`, `invalid` for one too many.
 */
export function putWord(
	db: Db,
	asked: { readonly themeId: string; readonly locale: string; readonly word: string },
	actor: Actor,
	now: Instant
): Promise<void> {
	const { themeId: id, locale } = asked;
	return transact(db, async (trx) => {
		const [word = ''] = countedWords({ [locale]: [asked.word] })[locale] ?? [];
		await takeDictionary(trx, now);
		const before = await findTheme(trx, id);
		if (!before) throw new Refusal('not-found');
		const has = before.words[locale] ?? [];
		if (has.includes(word)) return;
		if (has.length >= theme_words_max) throw new Refusal('invalid', { field: `words-${locale}` });
		await change(trx, {}, before, before, actor, now);
		await giveWords(trx, id, [{ locale, word }]);
		const after = { ...before, words: { ...before.words, [locale]: [...has, word] } };
		const facts = changedFacts(factsOf(before), factsOf(after));
		const revision = before.revision + 1;
		await record(trx, 'theme-changed', id, { ...facts, revision }, actor, now);
	});
}

function countedWords(words: Theme['words']): Record<string, string[]> {
	return Object.fromEntries(
		Object.entries(words).map(([locale, listed]) => {
			const field = `words-${locale}`;
			if (listed.length > theme_words_max) throw new Refusal('invalid', { field });
			const { words: counted, uncounted } = checkWords(listed, locale);
			if (uncounted !== undefined)
				throw new Refusal('word-not-counted', { word: uncounted, field });
			return [locale, counted];
		})
	);
}

async function findTheme(trx: Trx, id: string): Promise<ThemeNow | undefined> {
	return (await readDictionary(trx)).find((theme) => theme.id === id);
}

async function mustBeDimension(trx: Trx, dimension: string, before: Theme | undefined) {
	const { dimensions } = await readNewestSurvey(trx);
	if (dimension !== before?.dimension && !dimensions.some(({ id }) => id === dimension))
		throw new Refusal('invalid', { field: 'dimension' });
}

async function add(trx: Trx, { id, name, dimension }: Theme, actor: Actor, now: Instant) {
	const by = { revision: 1, changed_at: now, changed_by: actor.id, removed_at: null };
	// After those that are shipped, the oldest first: ids are made in the order of time.
	const row = { id, name: JSON.stringify(name), dimension, sort: 1_000, ...by };
	if (!(await addThemes(trx, [row])).has(id)) throw new Refusal('same-id-other-body');
}

async function change(
	trx: Trx,
	to: Partial<Pick<Theme, 'name' | 'dimension'>> & { readonly removed_at?: Instant },
	{ id, revision }: { readonly id: string; readonly revision: number },
	before: ThemeNow | undefined,
	actor: Actor,
	now: Instant
): Promise<void> {
	if (!before) throw new Refusal('not-found');
	if (before.revision !== revision)
		throw await changedMeanwhile(trx, { kind: 'theme', id }, themeActs, revision);
	const row = {
		...(to.name && { name: JSON.stringify(to.name) }),
		...(to.dimension && { dimension: to.dimension }),
		...(to.removed_at && { removed_at: to.removed_at })
	};
	if (!(await takeTheme(trx, id, revision, row, actor.id, now))) throw new Refusal('still-running');
}

async function giveWords(trx: Trx, id: string, words: readonly { locale: string; word: string }[]) {
	const added = await addThemeWords(trx, id, words);
	const has = new Set(added.map(({ locale, word }) => `${locale} ${word}`));
	const taken = words.find(({ locale, word }) => !has.has(`${locale} ${word}`));
	if (!taken) return;
	const theme = (await findThemeOf(trx, taken)) ?? null;
	throw new Refusal('word-of-other-theme', {
		...{ word: taken.word, theme, field: `words-${taken.locale}` }
	});
}

function record(
	trx: Trx,
	act: (typeof themeActs)[number],
	id: string,
	facts: Facts,
	actor: Actor,
	now: Instant
): Promise<void> {
	return recordAct(trx, { actor, act, subject: { kind: 'theme', id }, facts }, now);
}

function factsOf({ name, dimension, words }: Theme): Facts {
	const of = (what: string, texts: Readonly<Record<string, string>>) =>
		Object.entries(texts).map(([locale, text]) => [`${what}-${locale}`, text] as const);
	const lists = Object.entries(words).flatMap(([locale, all]) =>
		all.length > 0 ? [[locale, all.toSorted().join(', ')] as const] : []
	);
	return Object.fromEntries([
		['dimension', dimension],
		...of('name', name),
		...of('words', Object.fromEntries(lists))
	]);
}
