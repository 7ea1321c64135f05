import type { Text } from '#lib/domain/text.ts';
import { locales } from '#lib/i18n/messages.ts';
import { textOf, type Form } from './form-parts.server.ts';

/** The fields of a text in all languages; undefined where all are empty. */
export function inLocales(form: Form, field: string): Text | undefined {
	const texts = locales.flatMap((locale) => {
		const text = textOf(form, `${field}-${locale}`)?.trim();
		return text ? [[locale, text] as const] : [];
	});
	return texts.length > 0 ? { en: '', ...Object.fromEntries(texts) } : undefined;
}
