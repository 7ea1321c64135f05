import { z } from 'zod';
import { listedIn } from '#lib/domain/surveys/themes.ts';
import { locales } from '#lib/i18n/messages.ts';
import { line } from '#lib/server/http.ts';
import type { SaveTheme } from '#lib/server/surveys/save-theme.ts';

const name_length_max = 60;
export const words_length_max = 5_000;

const words = z.string().max(words_length_max, 'too-long').optional();
const noName = z.literal('').transform(() => undefined);

/** The fields of a theme: its name and its words in each language. */
export const ThemeForm = z.object({
	...Object.fromEntries(locales.map((locale) => [`words-${locale}`, words])),
	...Object.fromEntries(
		locales.map((locale) => [`name-${locale}`, z.union([noName, line(name_length_max)]).optional()])
	),
	'name-en': line(name_length_max),
	dimension: line(60)
});

export function toTheme(
	form: Readonly<Record<string, unknown>>
): Pick<SaveTheme, 'name' | 'dimension' | 'words'> {
	const textsOf = (field: string) =>
		locales.flatMap((locale) => {
			const text = form[`${field}-${locale}`];
			return typeof text === 'string' ? [[locale, text] as const] : [];
		});
	const names = Object.fromEntries(textsOf('name'));
	return {
		name: { ...names, en: names['en'] ?? '' },
		dimension: String(form['dimension']),
		words: Object.fromEntries(textsOf('words').map(([locale, text]) => [locale, listedIn(text)]))
	};
}
