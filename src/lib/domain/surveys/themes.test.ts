import { expect, test } from 'vitest';
import { shippedSurvey } from './shipped.ts';
import { shippedThemes } from './shipped-themes.ts';
import { checkWords, listedIn } from './themes.ts';
import { countPhrases, countWords, languageOf } from './words.ts';

const listed = shippedThemes.flatMap(({ id, words }) =>
	Object.entries(words).flatMap(([locale, all]) => all.map((word) => ({ id, locale, word })))
);

test('H4: each shipped word is one that texts are counted by, and of one theme of its language', () => {
	const keys = listed.map(({ locale, word }) => `${locale} ${word}`);
	expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
	const uncounted = listed.filter(({ locale, word }) => countWords(word, locale).get(word) !== 1);
	expect(uncounted).toEqual([]);
});

test('H4: the shipped themes are about the dimensions of the shipped survey, all five', () => {
	const of = new Set(shippedThemes.map(({ dimension }) => dimension));
	expect([...of]).toEqual(shippedSurvey.dimensions.map(({ id }) => id));
	for (const { id, name, words } of shippedThemes)
		for (const locale of ['en', 'zh-CN']) {
			expect(name[locale], id).toBeTruthy();
			expect(words[locale]?.length, id).toBeGreaterThanOrEqual(5);
			expect(words[locale]?.length, id).toBeLessThanOrEqual(15);
		}
});

const themesIn = (text: string) => {
	const locale = languageOf(text);
	const words = countWords(text, locale);
	return shippedThemes
		.filter((theme) => theme.words[locale]?.some((word) => words.has(word)))
		.map(({ id }) => id);
};

test.each([
	['The Wi-Fi was slow, and the check-in took an hour.', ['wifi', 'check-in']],
	['Spotless rooms; a soft bed. A bit expensive!', ['bed', 'cleanliness', 'price']],
	['办理入住等了很久，性价比一般。', ['check-in', 'price']],
	['卫生间的花洒水压不够，无线网也慢。', ['bathroom', 'wifi']],
	['地铁站就在旁边，服务员很贴心。', ['getting-here', 'staff']],
	['It was as it was.', []],
	['', []]
])('H4: "%s" is about %j', (text, themes) => {
	expect(themesIn(text)).toEqual(themes);
});

test('H4: a Chinese phrase that no segmenter knows can be in a dictionary', () => {
	const phrases = countPhrases('行李寄存很方便，寄存行李也快。', 'zh-CN');
	expect(phrases.get('行李寄存')).toBe(1);
	expect(phrases.get('寄存行李')).toBe(1);
	// Not over a comma, nor over a word that every text has.
	expect([...phrases.keys()].filter((phrase) => phrase.includes('方便寄'))).toEqual([]);
	expect(countPhrases('air conditioning', 'en').size).toBe(0);
});

test('H4: words are listed with commas or lines, as they are counted', () => {
	expect(listedIn(' Pool, gym；sauna\n\npool、 Pool ')).toEqual(['Pool', 'gym', 'sauna', 'pool']);
	expect(checkWords(['Pool', 'gym', 'pool'], 'en')).toEqual({
		words: ['pool', 'gym'],
		uncounted: undefined
	});
	expect(checkWords(['泳池', '行李寄存'], 'zh-CN').words).toEqual(['泳池', '行李寄存']);
});

test.each([
	['en', 'air conditioning'],
	['en', 'the'],
	['en', '2025'],
	['en', '<b>bed</b>'],
	['en', 'x'.repeat(41)],
	['zh-CN', '的'],
	['zh-CN', '前台的人很好']
])('H4: no text is counted by the %s word "%s"', (locale, word) => {
	expect(checkWords(['bed', word], locale).uncounted).toBe(word);
});
