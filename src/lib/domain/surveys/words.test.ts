import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWords, languageOf } from './words.ts';

const words = (text: string) => Object.fromEntries(countWords(text));

test('H4: the words of an English text, without those that every text has', () => {
	expect(words('The shower, the SHOWER! And the hotel’s 3 showers weren’t warm.')).toEqual({
		shower: 2,
		hotel: 1,
		showers: 1,
		weren: 1,
		warm: 1
	});
});

test('H4: a Chinese text is separated into words as its language has them', () => {
	const found = countWords('前台非常热情，早餐的品种很丰富，但是房间的隔音不好。');
	for (const word of ['前台', '热情', '早餐', '房间', '隔音'])
		expect(found.get(word), word).toBe(1);
	for (const word of ['的', '非常', '但是']) expect(found.has(word), word).toBe(false);
});

test.each([
	['A view of the 外滩 at night', 'en', 'en'],
	['WiFi 很慢', 'en', 'zh-CN'],
	['外滩 view', 'fr', 'zh-CN'],
	['外滩 view', 'zh-TW', 'zh-TW'],
	['La vue', 'fr', 'fr'],
	['Nice view', 'zh-CN', 'en'],
	['', 'en', 'en'],
	['12 : 30', 'zh-CN', 'en']
])('H4: "%s" of a guest who reads %s counts as %s', (text, writer, language) => {
	expect(languageOf(text, writer)).toBe(language);
});

test('H4: what a hyphen joins is one word', () => {
	expect(words('Wi-Fi at the check-in - slow- and -sad')).toEqual({
		...{ 'wi-fi': 1, 'check-in': 1 },
		...{ slow: 1, sad: 1 }
	});
});

test('H4: nothing that is too long for a key is counted', () => {
	expect(words(`bed ${'x'.repeat(3_000)}`)).toEqual({ bed: 1 });
});

test('H4: whatever is written, words are counted and nothing else', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
			for (const [word, count] of countWords(text)) {
				expect(word.trim()).toBe(word);
				expect(word).not.toMatch(/\p{N}/u);
				expect(count).toBeGreaterThan(0);
			}
		})
	);
});
