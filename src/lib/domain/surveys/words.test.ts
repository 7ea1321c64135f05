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
	['A view of the 外滩 at night', 'en'],
	['WiFi 很慢', 'zh'],
	['外滩 view', 'zh'],
	['', 'en'],
	['12 : 30', 'en']
] as const)('H4: "%s" counts as %s', (text, language) => {
	expect(languageOf(text)).toBe(language);
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
