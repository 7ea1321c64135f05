import { expect, test } from 'vitest';
import { isFound, readSearch } from './search.ts';

const ada = { givenName: 'Ada Maria', familyName: 'von Lindqvist', room: '0412' };
const wang = { givenName: '小明', familyName: '王', room: '8-01' };

const finds = (guest: typeof ada, name: string, room = '') => {
	const search = readSearch(name, room);
	return search && isFound(guest, search);
};

test.for(['lind', 'LINDQVIST', 'ada li', 'li ada', 'maria', 'von', 'vonl', 'Ádá'])(
	'K6: Ada Maria von Lindqvist is found by %s',
	(name) => {
		expect(finds(ada, name)).toBe(true);
	}
);

test.for(['qvist', 'ada berg', 'lindberg', 'adx'])('K6: not by %s', (name) => {
	expect(finds(ada, name)).toBe(false);
});

test('K6: a Chinese name is found by its one sign of the family, whole, or by the given name', () => {
	for (const name of ['王', '王小明', '小明', '王 小明']) expect(finds(wang, name)).toBe(true);
	expect(finds(wang, '小王')).toBe(false);
});

test('K6: fewer than two letters look for nobody', () => {
	for (const name of ['', ' ', 'a', 'a ', '-', '.'])
		expect(readSearch(name, '412')).toBeUndefined();
});

test('K6: a room narrows it down, however it is written; who has none is not in it', () => {
	expect(finds(ada, 'lind', '412')).toBe(true);
	expect(finds(ada, 'lind', ' 04 12 ')).toBe(true);
	expect(finds(ada, 'lind', '413')).toBe(false);
	expect(finds(wang, '王', '801')).toBe(true);
	expect(finds({ ...ada, room: '' }, 'lind', '412')).toBe(false);
});
