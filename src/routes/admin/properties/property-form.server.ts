import { z } from 'zod';
import type { Text } from '#lib/domain/text.ts';
import { locales } from '#lib/i18n/messages.ts';
import { line } from '#lib/server/http.ts';
import type { NewProperty } from '#lib/server/stays/properties.ts';

// What the pages of a new hotel and of one that is there share.

const name_length_max = 80;

const optionalName = z
	.string()
	.transform((text) => text.trim())
	.pipe(z.union([z.literal(''), line(name_length_max)]))
	.default('');

const names = Object.fromEntries(
	locales
		.filter((locale) => locale !== 'en')
		.map((locale) => [`name-${locale}`, optionalName] as const)
);

export const PropertyForm = z.object({
	'name-en': line(name_length_max),
	...names,
	code: line(32),
	currency: line(3).transform((code) => code.toUpperCase()),
	'time-zone': line(60),
	brand: line(60)
});

/** The fields of the form as a house of the group. */
export function toProperty(form: z.output<typeof PropertyForm>): NewProperty {
	const texts: Record<string, unknown> = form;
	const name: Text = { en: form['name-en'] };
	const others = locales.flatMap((locale) => {
		const text = texts[`name-${locale}`];
		return typeof text === 'string' && text !== '' ? [[locale, text] as const] : [];
	});
	return {
		code: form.code,
		name: { ...name, ...Object.fromEntries(others) },
		timeZone: form['time-zone'],
		currency: form.currency,
		brand: form.brand
	};
}
