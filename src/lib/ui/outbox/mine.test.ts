import { expect, test } from 'vitest';
import { saidAgain } from './mine.ts';
import type { Waiting } from './waiting.ts';

const at = '2026-03-01T12:00:00.000Z';
const one: Waiting = {
	id: '1',
	memberId: 'anna',
	kind: 'preferences',
	action: '/preferences',
	fields: [
		['id', '1'],
		['shown', '{"bed-type":"double"}'],
		['item', 'bed-type'],
		['bed-type', 'twin'],
		['item', 'pillow'],
		['pillow', 'soft']
	],
	at: '2026-03-01T11:00:00.000Z',
	newer: [{ item: 'bed-type', at }]
};

test('F2: “use mine” says once more what was overtaken, under a new id, and nothing else', () => {
	expect(saidAgain(one, '2', at)).toEqual({
		id: '2',
		memberId: 'anna',
		kind: 'preferences',
		action: '/preferences',
		fields: [
			['id', '2'],
			['shown', '{"bed-type":"double"}'],
			['item', 'bed-type'],
			['bed-type', 'twin'],
			['pillow', 'soft']
		],
		at
	});
});

test('L2: what was refused is sent again whole', () => {
	const again = saidAgain({ ...one, newer: undefined, refused: { status: 409 } }, '2', at);
	expect(again.refused).toBeUndefined();
	expect(again.fields.slice(1)).toEqual(one.fields.slice(1));
});
