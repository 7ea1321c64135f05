import type { Text } from '../text.ts';
import type { ChangeView } from './audit.ts';
import type { Mean, ResultChoices } from './survey-results.ts';

/** What guests write about. */
export interface SurveyWords extends ResultChoices {
	readonly filters: Readonly<Record<string, string>>;
	/** Of how many responses there is a text. */
	readonly written: number;
	/** The dimensions of the survey in its order, then what belongs to none that it still has. */
	readonly dimensions: readonly ThemesOf[];
	/** Frequent words that no theme has. */
	readonly loose: readonly WordSaid[];
}

export interface ThemesOf {
	readonly id: string;
	readonly name: Text | undefined;
	readonly themes: readonly ThemeSaid[];
}

export interface ThemeSaid {
	readonly id: string;
	readonly name: Text;
	/** How many responses mention it. */
	readonly n: number;
	/** Their overall index. */
	readonly index: Mean | undefined;
	/** So few that they say little. */
	readonly small: boolean;
	/** Those that somebody said, the most frequent first. */
	readonly said: readonly WordSaid[];
	readonly unsaid: readonly { readonly locale: string; readonly word: string }[];
}

export interface WordSaid {
	readonly locale: string;
	readonly word: string;
	/** How many responses say it. */
	readonly n: number;
}

export interface ThemeFormView {
	readonly id: string;
	/** A new one has none. */
	readonly revision: number | undefined;
	readonly name: Text;
	readonly dimension: string;
	readonly words: Readonly<Record<string, readonly string[]>>;
	readonly dimensions: readonly { readonly id: string; readonly name: Text }[];
	/** All of them, to say whose a word is. */
	readonly themes: readonly { readonly id: string; readonly name: Text }[];
	readonly changed: ChangeView | undefined;
}
