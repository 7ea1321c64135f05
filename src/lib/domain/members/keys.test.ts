import { expect, test } from 'vitest';
import { emailKey, familyNameKey } from './keys.ts';

test.each([
	[' Ada@Example.COM ', 'ada@example.com'],
	['ａda@example.com', 'ada@example.com']
])('A1: %j is compared as %s', (address, key) => {
	expect(emailKey(address)).toBe(key);
});

test.each([
	['O’Neill', "o'neill"],
	['García', 'GARCIA'],
	['Groß', 'GROSS'],
	['van der Berg', 'Van-der-Berg'],
	['李', ' 李 ']
])('A4: %s and %s are one family name', (one, other) => {
	expect(familyNameKey(one)).toBe(familyNameKey(other));
	expect(familyNameKey(one)).not.toBe('');
});

test('A4: different names stay different', () => {
	expect(familyNameKey('Li')).not.toBe(familyNameKey('李'));
	expect(familyNameKey('Ono')).not.toBe(familyNameKey('Ondo'));
});
