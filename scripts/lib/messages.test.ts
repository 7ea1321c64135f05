import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { baseLocale, localesOf } from './messages.mjs';

const catalogue = (locale: string): Record<string, unknown> =>
	JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8'));

const inputsOf = (message: unknown): string[] =>
	[...new Set(JSON.stringify(message).match(/(?<=\{)\w+(?=\})/g) ?? [])].sort();

test('the words: the files in messages/ are the languages, the base first', () => {
	expect(localesOf('.').slice(0, 1)).toEqual([baseLocale]);
	expect(localesOf('.')).toContain('zh-CN');
});

test.each(localesOf('.'))(
	'the words: %s says everything that the base says, and no more',
	(locale) => {
		const base = catalogue(baseLocale);
		const other = catalogue(locale);
		expect(Object.keys(other).sort()).toEqual(Object.keys(base).sort());
		for (const key of Object.keys(base)) {
			expect({ key, inputs: inputsOf(other[key]) }).toEqual({ key, inputs: inputsOf(base[key]) });
		}
	}
);
