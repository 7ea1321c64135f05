import { expect, test } from 'vitest';
import { sayBecause } from './entry-words.ts';

test('C7 L5: a reason is said as a name or as the note that it is', () => {
	const name = { en: 'Dinner', 'zh-CN': '晚餐' };
	expect(sayBecause({ code: 'named', facts: {}, name })).toBe('Dinner');
	expect(sayBecause({ code: 'noted', facts: { note: 'dinner' } })).toBe('dinner');
	expect(sayBecause({ code: 'something-new', facts: {} })).toBeUndefined();
});
