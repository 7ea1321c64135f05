import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { wholeVersion } from '#lib/domain/programme/testing/whole-version.ts';
import { locales } from '#lib/i18n/messages.ts';
import { withLocale } from '#lib/i18n/with-locale.ts';
import VersionRules from './VersionRules.svelte';

const shown = (locale: (typeof locales)[number]) =>
	withLocale(locale, () => render(VersionRules, { props: { document: wholeVersion } }).body)
		.replaceAll(/<[^>]+>/g, '\n')
		.replaceAll('&amp;', '&');

test('J1: a version is told whole: what counts, keeps, waits, is bought and promised', () => {
	const text = shown('en');
	for (const sentence of [
		'each night of the own room adds to Nights · counted on departure · award nights count · brand standard',
		'Nights above what the tier asks for count in the next year, once · from Gold on · of 2025',
		'To keep it: 8 nights in the calendar year in which it ends; then valid to the end of the next year of membership. Otherwise what the credits say.',
		'every 10 nights from 40 to 360 in a calendar year: 10,000 points',
		'never below Silver · 20 nights as a gift · valid for 12 months',
		'at least 1,000 points, then in steps of 500; one point is 0.5',
		'without asking for Gold · on request for Silver',
		'The points of a stay are posted 14 days after departure.',
		'Points by hand for one member in a day, at most: Front desk 0 · Manager 5,000 · Owner 100,000.'
	])
		expect(text).toContain(sentence);
});

test('J1 L5: in every language no rule is left as the document has it', () => {
	for (const locale of locales) expect(shown(locale)).not.toMatch(/[{}]|\[object|undefined|null/);
});
