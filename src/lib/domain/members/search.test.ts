import { expect, test } from 'vitest';
import { readSearch } from './search.ts';

test('J5: what is typed is a number, an address or a name', () => {
	expect(readSearch('12345 67')).toEqual({ kind: 'number', begins: '1234567' });
	expect(readSearch(' Ada@Example.com')).toEqual({ kind: 'email', begins: 'ada@example.com' });
	expect(readSearch('Müller')).toEqual({
		kind: 'name',
		names: [{ family: 'muller' }, { given: 'muller' }],
		email: 'müller'
	});
	expect(readSearch('  ·  ')).toBeUndefined();
});

test('J5: two names are looked for in either order, and Chinese ones where they may be cut', () => {
	expect(readSearch('Ada von Berg')).toMatchObject({
		names: [
			{ family: 'adavonberg' },
			{ given: 'adavonberg' },
			{ given: 'ada', family: 'vonberg' },
			{ given: 'vonberg', family: 'ada' },
			{ given: 'adavon', family: 'berg' },
			{ given: 'berg', family: 'adavon' }
		]
	});
	expect(readSearch('欧阳娜')).toMatchObject({
		names: expect.arrayContaining([{ given: '娜', family: '欧阳' }]) as unknown
	});
});

test('J5: a long line does not become a long search', () => {
	const search = readSearch('a '.repeat(90));
	expect(search?.kind === 'name' && search.names.length).toBeLessThanOrEqual(12);
});
