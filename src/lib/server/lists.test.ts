import { expect, test } from 'vitest';
import { listState, readList } from './lists.ts';

const shape = { sorts: ['name', 'points'], filters: ['q', 'status'] } as const;
const read = (search: string) => readList(new URL(`http://house/list${search}`), shape);

test('J5: a list is asked for by its address', () => {
	expect(read('?sort=points&order=down&page=3&q= ada &status=&other=1')).toEqual({
		sort: 'points',
		descending: true,
		filters: { q: 'ada' },
		offset: 50,
		limit: 25
	});
});

test.each(['', '?sort=password', '?page=0', '?page=-4', '?page=x', '?order=sideways'])(
	'J5: %j asks for the list as it begins',
	(search) => {
		expect(read(search)).toMatchObject({ sort: 'name', descending: false, offset: 0 });
	}
);

test('J5: an empty list has one page', () => {
	expect(listState(read('?page=2'), 0)).toMatchObject({ page: 2, pages: 1, total: 0 });
	expect(listState(read(''), 51)).toMatchObject({ page: 1, pages: 3 });
});
