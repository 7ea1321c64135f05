import { expect, test } from 'vitest';
import type { Credit } from '../ledger/account.ts';
import type { Milestone } from '../programme/programme.ts';
import { decideMilestones } from './decide-milestones.ts';

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

function nights(amount: number, countsOn: string, basis: Credit['basis'] = 'real'): Credit {
	return { id: countsOn, kind: 'nights', amount, countsOn, basis, programmeVersion: 1 };
}

const reached = (credits: readonly Credit[], given: readonly number[] = [], day = '2026-12-31') =>
	decideMilestones(milestone, credits, new Set(given), day, '2020-01-01').map(
		({ at, reachedOn }) => [at, reachedOn]
	);

test('D5: from 38 to 61 nights at once issues every milestone between, each once', () => {
	const credits = [nights(38, '2026-05-01'), nights(23, '2026-08-01')];
	expect(reached(credits)).toEqual([
		[40, '2026-08-01'],
		[50, '2026-08-01'],
		[60, '2026-08-01']
	]);
	expect(reached(credits, [40, 60])).toEqual([[50, '2026-08-01']]);
});

test('D5: a year of its own, no rolled or gifted nights, nothing of later days', () => {
	expect(reached([nights(39, '2025-12-31'), nights(39, '2026-01-01')])).toEqual([]);
	expect(reached([nights(39, '2026-01-01'), nights(9, '2026-01-01', 'rolled')])).toEqual([]);
	expect(reached([nights(39, '2026-01-01'), nights(9, '2026-01-02', 'gifted')])).toEqual([]);
	expect(reached([nights(39, '2026-01-01'), nights(1, '2026-01-02', 'award')])).toEqual([
		[40, '2026-01-02']
	]);
	expect(reached([nights(40, '2026-06-01')], [], '2026-05-31')).toEqual([]);
});

test('D5: nights taken back undo a milestone that was not given yet', () => {
	const credits = [nights(45, '2026-02-01'), nights(-10, '2026-03-01'), nights(6, '2026-04-01')];
	expect(reached(credits)).toEqual([[40, '2026-04-01']]);
});

test('D5: a choice has its last day', () => {
	const [one] = decideMilestones(
		milestone,
		[nights(40, '2026-06-01')],
		new Set(),
		'2026-06-01',
		'2020-01-01'
	);
	expect(one).toMatchObject({
		chooseBy: '2026-08-30',
		window: { from: '2026-01-01', to: '2026-12-31' }
	});
});
