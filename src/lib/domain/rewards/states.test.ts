import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
	mayMove,
	moves,
	reachableFrom,
	redemptionStatuses,
	statesAfter,
	statesBefore,
	type Move
} from './states.ts';

const names = [...new Set(moves.map(({ move }) => move))];

test('E3: the drawing in ARCHITECTURE.md is the table', () => {
	const drawing = /stateDiagram-v2\n([^`]*)/.exec(readFileSync('ARCHITECTURE.md', 'utf8'))?.[1];
	const drawn = [...(drawing ?? '').matchAll(/^\t(\S+) --> (\S+?)(?:: (.+))?$/gm)].map(
		([, from = '', to = '', what = 'the end']) => `${from} ${to} ${what}`
	);
	const ends = redemptionStatuses.filter((state) => reachableFrom(state).size === 1);
	const table = [
		...moves.map(({ move, by, from, to }) => `${at(from)} ${to} ${move}, ${by}`),
		...ends.map((state) => `${state} [*] the end`)
	];
	expect(drawn.toSorted()).toEqual(table.toSorted());
});

function at(state: string): string {
	return state === 'new' ? '[*]' : state;
}

test('E3: nothing leaves an end, and every state is reached', () => {
	for (const end of ['cancelled', 'expired', 'returned'] as const)
		expect([...reachableFrom(end)]).toEqual([end]);
	expect(reachableFrom('new').size).toBe(redemptionStatuses.length + 1);
	// Points that came back are never followed by a voucher that works.
	expect(reachableFrom('used').has('reserved')).toBe(false);
});

test('E3: a move other than the first leads to one state, wherever it began', () => {
	for (const move of names.filter((one) => one !== 'redeem'))
		expect(new Set(statesAfter(move)).size).toBe(1);
	expect(statesAfter('redeem')).toEqual(['reserved', 'issued', 'used']);
	expect(statesBefore('redeem')).toEqual([]);
});

test('E3: what may happen in which state', () => {
	const allowed: Record<string, readonly Move[]> = {
		reserved: ['confirm', 'decline', 'cut-off', 'cancel'],
		issued: ['withdraw', 'cancel', 'take', 'expire'],
		used: ['take-back', 'undo'],
		cancelled: [],
		expired: [],
		returned: []
	};
	for (const state of redemptionStatuses)
		expect(names.filter((move) => mayMove(move, state))).toEqual(allowed[state]);
});
