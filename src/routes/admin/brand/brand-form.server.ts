import { z } from 'zod';
import { isHex } from '#lib/domain/brand/accent.ts';
import {
	cornersNames,
	name_length_max,
	paperNames,
	typeNames,
	type Brand,
	type Logo
} from '#lib/domain/brand/brand.ts';
import { locales } from '#lib/i18n/messages.ts';
import { checkbox, line } from '#lib/server/http.ts';

const optionalName = z
	.string()
	.transform((text) => text.trim())
	.pipe(z.union([z.literal(''), line(name_length_max)]))
	.default('');
const names = Object.fromEntries(
	locales.filter((locale) => locale !== 'en').map((locale) => [`name-${locale}`, optionalName])
);
const hex = z
	.string()
	.refine(isHex)
	.transform((text) => text.toLowerCase());

/** A logo that is kept already, as the form carries it: the name of its files and its size. */
const keptLogo = z
	.string()
	.default('')
	.transform((text): Logo | undefined => {
		const [, image, width, height] = /^([0-9a-f]{40})-(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
		return image ? { image, width: Number(width), height: Number(height) } : undefined;
	});

export const BrandForm = z.object({
	revision: z.coerce.number().int().nonnegative(),
	'name-en': line(name_length_max),
	...names,
	day: hex,
	night: hex,
	paper: z.enum(paperNames),
	type: z.enum(typeNames),
	corners: z.enum(cornersNames),
	logo: keptLogo,
	nightLogo: keptLogo,
	withoutLogo: checkbox,
	withoutNightLogo: checkbox
});

/** The fields of the form as a look, with the logos that it brought. */
export function toBrand(
	form: z.output<typeof BrandForm>,
	brought: { readonly logo?: Logo | undefined; readonly nightLogo?: Logo | undefined }
): Brand {
	const texts: Record<string, unknown> = form;
	const others = locales.flatMap((locale) => {
		const text = texts[`name-${locale}`];
		return typeof text === 'string' && text !== '' ? [[locale, text] as const] : [];
	});
	const { day, night, paper, type, corners } = form;
	const logo = brought.logo ?? (form.withoutLogo ? undefined : form.logo);
	const nightLogo = brought.nightLogo ?? (form.withoutNightLogo ? undefined : form.nightLogo);
	return {
		name: { en: form['name-en'], ...Object.fromEntries(others) },
		...{ day, night, paper, type, corners },
		...(logo && { logo }),
		...(nightLogo && { nightLogo })
	};
}
