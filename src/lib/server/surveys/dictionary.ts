import type { Instant } from '#lib/domain/calendar.ts';
import { shippedThemes } from '#lib/domain/surveys/shipped-themes.ts';
import type { Theme } from '#lib/domain/surveys/themes.ts';
import type { Text } from '#lib/domain/text.ts';
import type { Reader, Trx } from '../db/database.ts';
import {
	addThemes,
	addThemeWords,
	hasThemes,
	listThemes,
	listThemeWords
} from './theme-queries.ts';

export interface ThemeNow extends Theme {
	readonly revision: number;
}

/**
 * The dictionary that Stayward comes with is taken when the first text is counted or the first theme is
 * changed, once: what the hotel has removed is still there as removed.
 */
export async function takeDictionary(trx: Trx, now: Instant): Promise<void> {
	if (await hasThemes(trx)) return;
	const by = { revision: 1, changed_at: now, changed_by: 'system stayward', removed_at: null };
	const added = await addThemes(
		trx,
		shippedThemes.map(({ id, name, dimension }, at) => ({
			...{ id, name: JSON.stringify(name), dimension, sort: (at + 1) * 10 },
			...by
		}))
	);
	for (const { id, words } of shippedThemes)
		if (added.has(id)) await addThemeWords(trx, id, rowsOf(words));
}

export function rowsOf(words: Theme['words']): { locale: string; word: string }[] {
	return Object.entries(words).flatMap(([locale, all]) => all.map((word) => ({ locale, word })));
}

/** The themes as they stand, or as they will once they are needed. */
export async function readDictionary(reader: Reader): Promise<ThemeNow[]> {
	if (!(await hasThemes(reader))) return shippedThemes.map((theme) => ({ ...theme, revision: 1 }));
	const wordsOf = new Map<string, Record<string, string[]>>();
	for (const { theme_id, locale, word } of await listThemeWords(reader)) {
		const words = wordsOf.get(theme_id) ?? {};
		words[locale] = [...(words[locale] ?? []), word];
		wordsOf.set(theme_id, words);
	}
	return (await listThemes(reader)).map(({ id, name, dimension, revision }) => ({
		...{ id, dimension, revision },
		name: JSON.parse(name) as Text,
		words: wordsOf.get(id) ?? {}
	}));
}
