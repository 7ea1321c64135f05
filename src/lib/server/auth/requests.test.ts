import { expect, test } from 'vitest';
import { comesFromUs, isCrooked, ownPath } from './requests.ts';

const origin = 'https://stays.example.com';

test.each([
	[{ origin }, true],
	[{ origin, 'sec-fetch-site': 'same-origin' }, true],
	[{ 'sec-fetch-site': 'same-origin' }, true],
	[{}, false],
	[{ origin: 'null' }, false],
	[{ origin: 'https://evil.example' }, false],
	[{ origin: 'http://stays.example.com' }, false],
	[{ origin, 'sec-fetch-site': 'cross-site' }, false],
	[{ 'sec-fetch-site': 'none' }, false],
	[{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false]
])('T16: %j comes from us: %s', (headers, expected) => {
	expect(comesFromUs(new Headers(headers as Record<string, string>), origin)).toBe(expected);
});

test.each(['/', '/points/1?a=//b', '/a//b', '/a?next=%5C', '/%E6%9D%8E'])(
	'%s is straight',
	(path) => {
		expect(isCrooked(path)).toBe(false);
	}
);

test.each(['', 'x', '//a', '/%2Fa', '/\\a', '/a%5cb', '/a%00', '/a?b=%00', 'http://a/'])(
	'quality: %j is crooked',
	(path) => {
		expect(isCrooked(path)).toBe(true);
	}
);

test.each([
	['/points?year=2025', '/points?year=2025'],
	['/points#x', '/points'],
	[null, '/home'],
	['', '/home'],
	['points', '/home'],
	['//evil.example', '/home'],
	['/\\evil.example', '/home'],
	['https://evil.example/points', '/home'],
	['javascript:alert(1)', '/home'],
	['/\t/evil.example', '/home']
])('A2: %j leads to %s after signing in', (next, expected) => {
	expect(ownPath(next, origin, '/home')).toBe(expected);
});
