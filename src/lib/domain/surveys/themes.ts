import type { Text } from '../text.ts';
import { asCounted } from './words.ts';

/** What guests write about, and the words by which it is known: a text that has one of them is about it. */
export interface Theme {
	readonly id: string;
	readonly name: Text;
	/** The dimension of the survey that it belongs to. */
	readonly dimension: string;
	/** By locale; a word is of one theme of its language. */
	readonly words: Readonly<Record<string, readonly string[]>>;
}

export const theme_words_max = 200;

/** Words as people list them: with commas or on lines of their own, each once. */
export function listedIn(typed: string): string[] {
	const parts = typed.split(/[\n,，、;；]/u).map((part) => part.trim());
	return [...new Set(parts.filter((part) => part !== ''))];
}

/** Listed words as texts are counted by them, and the first by which no text can be. */
export function checkWords(
	listed: readonly string[],
	locale: string
): { readonly words: string[]; readonly uncounted: string | undefined } {
	const found = listed.map((word) => asCounted(word, locale));
	return {
		words: [...new Set(found.filter((word) => word !== undefined))],
		uncounted: listed.find((_, at) => found[at] === undefined)
	};
}
