import { baseLocale, isLocale, locales, type Locale } from './messages.ts';

/** The first language that the browser asks for and we speak: exactly, else another kind of it. */
export function chooseLocale(acceptLanguage: string | null): Locale {
	const wanted = (acceptLanguage ?? '')
		.slice(0, 200)
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.trim().split(';');
			const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
			return { tag: tag.trim(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
		})
		.filter(({ quality }) => quality > 0)
		.sort((one, other) => other.quality - one.quality);
	for (const { tag } of wanted) {
		const found = locales.find((locale) => locale.toLowerCase() === tag.toLowerCase());
		const near = locales.find((locale) => languageOf(locale) === languageOf(tag));
		if (found ?? near) return (found ?? near)!;
	}
	return baseLocale;
}

export function asLocale(text: string | undefined): Locale | undefined {
	return text !== undefined && isLocale(text) ? text : undefined;
}

function languageOf(tag: string): string {
	return tag.toLowerCase().split('-')[0] ?? '';
}
