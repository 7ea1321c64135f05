import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { ThemeTable, ThemeWordTable } from '../db/tables.ts';

/** Whether the dictionary was ever taken; removed themes count. */
export async function hasThemes(reader: Reader): Promise<boolean> {
	const row = await reader.selectFrom('theme').select('id').limit(1).executeTakeFirst();
	return row !== undefined;
}

export function listThemes(reader: Reader): Promise<ThemeTable[]> {
	return reader
		.selectFrom('theme')
		.selectAll()
		.where('removed_at', 'is', null)
		.orderBy('sort')
		.orderBy('id')
		.execute();
}

export function listThemeWords(reader: Reader): Promise<ThemeWordTable[]> {
	return reader.selectFrom('theme_word').selectAll().orderBy('locale').orderBy('word').execute();
}

/** The ids of those that were not there yet. */
export async function addThemes(trx: Trx, themes: readonly ThemeTable[]): Promise<Set<string>> {
	const rows = await trx
		.insertInto('theme')
		.values(themes)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.execute();
	return new Set(rows.map(({ id }) => id));
}

/** False when it is no longer at that revision. */
export async function takeTheme(
	trx: Trx,
	id: string,
	revision: number,
	to: Partial<Pick<ThemeTable, 'name' | 'dimension' | 'removed_at'>>,
	by: string,
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('theme')
		.set({ ...to, revision: revision + 1, changed_at: now, changed_by: by })
		.where('id', '=', id)
		.where('revision', '=', revision)
		.where('removed_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

type Word = Pick<ThemeWordTable, 'locale' | 'word'>;

/** Gives words to a theme, and returns those that it has now: others are another's. */
export async function addThemeWords(trx: Trx, id: string, words: readonly Word[]): Promise<Word[]> {
	if (words.length === 0) return [];
	return trx
		.insertInto('theme_word')
		.values(words.map(({ locale, word }) => ({ locale, word, theme_id: id })))
		.onConflict((conflict) => conflict.columns(['locale', 'word']).doNothing())
		.returning(['locale', 'word'])
		.execute();
}

export async function deleteThemeWords(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom('theme_word').where('theme_id', '=', id).execute();
}

export async function findThemeOf(
	reader: Reader,
	{ locale, word }: Word
): Promise<string | undefined> {
	const row = await reader
		.selectFrom('theme_word')
		.select('theme_id')
		.where('locale', '=', locale)
		.where('word', '=', word)
		.executeTakeFirst();
	return row?.theme_id;
}
