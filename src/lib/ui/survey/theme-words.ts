import type { Text } from '#lib/domain/text.ts';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import { inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** Why a word cannot be of a theme, with whose it is; undefined for any other no. */
export function sayWordRefused(
	answer: FormAnswer | undefined,
	themes: readonly { readonly id: string; readonly name: Text }[]
): string | undefined {
	const { code, facts } = answer?.refusal ?? {};
	const word = String(facts?.['word'] ?? '');
	if (code === 'word-not-counted') return m.themes_word_not_counted({ word });
	if (code !== 'word-of-other-theme') return undefined;
	const theme = themes.find(({ id }) => id === facts?.['theme']);
	return theme && m.themes_word_taken({ word, theme: inWords(theme.name) });
}
