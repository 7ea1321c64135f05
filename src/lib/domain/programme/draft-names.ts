import type { Text } from '../text.ts';
import type { FieldProblem } from '../views/form-answer.ts';
import type { PointsName } from './programme.ts';

interface ReadNames<Value> {
	readonly value: Value;
	readonly problems: Readonly<Record<string, FieldProblem>>;
}

type Field = (name: string) => string;

/** Languages of a text: English first, then those of the house, then what it has besides. */
function languagesOf(has: Readonly<Record<string, unknown>>, locales: readonly string[]): string[] {
	return [...new Set(['en', ...locales, ...Object.keys(has)])];
}

export function textFields(
	at: string,
	text: Text,
	locales: readonly string[]
): Record<string, string> {
	return Object.fromEntries(
		languagesOf(text, locales).map((locale) => [`${at}.${locale}`, text[locale] ?? ''])
	);
}

/** A language left empty falls back to English, which must be there. */
export function readText(
	at: string,
	was: Text,
	locales: readonly string[],
	field: Field
): ReadNames<Text> {
	const given = languagesOf(was, locales).map(
		(locale) => [locale, field(`${at}.${locale}`).trim()] as const
	);
	const { en = '', ...others } = Object.fromEntries(given.filter(([, name]) => name !== ''));
	return {
		value: { en, ...others },
		problems: en === '' ? { [`${at}.en`]: 'required' } : {}
	};
}

export function pointsNameFields(
	name: PointsName,
	locales: readonly string[]
): Record<string, string> {
	return Object.fromEntries(
		languagesOf(name, locales).flatMap((locale) => [
			...(hasSingular(locale) ? [[`pointsName.${locale}.one`, name[locale]?.one ?? '']] : []),
			[`pointsName.${locale}.other`, name[locale]?.other ?? '']
		])
	) as Record<string, string>;
}

export function readPointsName(
	was: PointsName,
	locales: readonly string[],
	field: Field
): ReadNames<PointsName> {
	const value: Record<string, PointsName[string]> = {};
	const problems: Record<string, FieldProblem> = {};
	for (const locale of languagesOf(was, locales)) {
		const other = field(`pointsName.${locale}.other`).trim();
		const one = hasSingular(locale)
			? field(`pointsName.${locale}.one`).trim()
			: (was[locale]?.one ?? '');
		if (other !== '') value[locale] = one === '' ? { other } : { one, other };
		else if (locale === 'en' || one !== '') problems[`pointsName.${locale}.other`] = 'required';
	}
	return { value, problems };
}

/** Whether the language has a form of its own for one. */
function hasSingular(locale: string): boolean {
	try {
		return new Intl.PluralRules(locale).resolvedOptions().pluralCategories.includes('one');
	} catch {
		return false;
	}
}
