/** A text per locale; English is always there and stands in for what is missing. */
export interface Text {
	readonly en: string;
	readonly [locale: string]: string;
}

/** The text in a locale, else in its language, else in English. */
export function say(text: Text, locale: string): string {
	return text[locale] ?? text[locale.split('-')[0] ?? 'en'] ?? text.en;
}

/** One line of what people type: no control characters, none that turn the direction of the text. */
export function isPlainText(value: string): boolean {
	return !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(value);
}
