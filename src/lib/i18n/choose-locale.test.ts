import { expect, test } from 'vitest';
import { chooseLocale } from './choose-locale.ts';

test.each([
	[null, 'en'],
	['', 'en'],
	['zh-CN', 'zh-CN'],
	['ZH-cn', 'zh-CN'],
	['zh-Hant-TW, en;q=0.9', 'zh-CN'],
	['fr, de;q=0.9', 'en'],
	['en;q=0.5, zh;q=0.8', 'zh-CN'],
	['zh;q=0, en-GB', 'en'],
	['*', 'en'],
	[';;;q=,,', 'en']
])('L5: a browser that asks for %j gets %s', (wanted, locale) => {
	expect(chooseLocale(wanted)).toBe(locale);
});
