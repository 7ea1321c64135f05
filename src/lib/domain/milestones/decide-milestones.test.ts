import { expect, test } from 'vitest';
import type { Credit } from '../ledger/account.ts';
import type { Milestone } from '../programme/programme.ts';
import { decideMilestones } from './decide-milestones.ts';
import { numbersOf } from './milestones-of.ts';

const milestone: Milestone = {
	id: 'gift',
	kind: 'choice',
	credit: 'nights',
	at: [40, 50, 60, 70],
	window: { kind: 'calendar-year' },
	withinDays: 90,
	options: [{ id: 'points', name: { en: 'Points' } }],
	otherwise: ['points']
};
const of2026 = { from: '2026-01-01', to: '2026-12-31' };

function nights(amount: number, countsOn: string, basis: Credit['basis'] = 'real'): Credit {
	return { id: countsOn, kind: 'nights', amount, countsOn, basis, programmeVersion: 1 };
}

const reached = (credits: readonly Credit[], given: readonly number[] = []) =>
	decideMilestones(milestone, credits, new Set(given), of2026).map(({ at, reachedOn }) => [
		at,
		reachedOn
	]);

test('D5: from 38 to 61 nights at once reaches every milestone between, each once', () => {
	const credits = [nights(38, '2026-05-01'), nights(23, '2026-08-01')];
	expect(reached(credits)).toEqual([
		[40, '2026-08-01'],
		[50, '2026-08-01'],
		[60, '2026-08-01']
	]);
	expect(reached(credits, [40, 60])).toEqual([[50, '2026-08-01']]);
});

test('D5: a year of its own, no rolled or gifted nights', () => {
	expect(reached([nights(39, '2025-12-31'), nights(39, '2026-01-01')])).toEqual([]);
	expect(reached([nights(39, '2026-12-31'), nights(39, '2027-01-01')])).toEqual([]);
	expect(reached([nights(39, '2026-01-01'), nights(9, '2026-01-01', 'rolled')])).toEqual([]);
	expect(reached([nights(39, '2026-01-01'), nights(9, '2026-01-02', 'gifted')])).toEqual([]);
	expect(reached([nights(39, '2026-01-01'), nights(1, '2026-01-02', 'award')])).toEqual([
		[40, '2026-01-02']
	]);
	expect(reached([{ ...nights(40, '2026-01-01'), kind: 'stays' }])).toEqual([]);
});

test('D5: nights taken back undo a milestone that was not given yet', () => {
	const credits = [nights(45, '2026-02-01'), nights(-10, '2026-03-01'), nights(6, '2026-04-01')];
	expect(reached(credits)).toEqual([[40, '2026-04-01']]);
});

test('D5: a number of a money counter is in whole units, its credits in minor ones', () => {
	const credits = [nights(3999, '2026-02-01'), nights(1, '2026-03-01')];
	expect(decideMilestones(milestone, credits, new Set(), of2026, 100)).toEqual([
		{ at: 40, reachedOn: '2026-03-01' }
	]);
});

test('D5: numbers may be listed or go by a step', () => {
	expect(numbersOf({ ...milestone, at: [60, 40] })).toEqual([40, 60]);
	expect(numbersOf({ ...milestone, at: { from: 40, step: 10, to: 75 } })).toEqual([40, 50, 60, 70]);
});
