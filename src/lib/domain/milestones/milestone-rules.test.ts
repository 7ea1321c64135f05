import { describe, expect, test } from 'vitest';
import { recomputePoints } from '../earning/recompute-points.ts';
import type { MilestoneChoice, MilestoneGrant } from '../ledger/account.ts';
import { activityOf } from '../ledger/activity.ts';
import { checkProgramme } from '../programme/check.ts';
import { readTemplate } from '../programme/templates.ts';
import type { MilestoneReasons } from '../reasons.ts';
import { pointsAtNights, twoOfThree, withMilestones } from '../testing/milestone-programmes.ts';
import { checkMilestone } from './check-milestone.ts';

describe('D1: a document’s milestones', () => {
	const problemsOf = (changes: Record<string, unknown>) => {
		const document = readTemplate('meridian') as {
			versions: [{ milestones: [Record<string, unknown>] }];
		};
		Object.assign(document.versions[0].milestones[0], changes);
		const checked = checkProgramme(document);
		const places = checked.ok ? [] : checked.problems.map(({ pointer }) => pointer);
		// Its examples speak of the milestone that it had.
		return places.filter((place) => place.startsWith('/versions'));
	};
	const here = '/versions/0/milestones/0';

	test.each([
		[{ window: { kind: 'rolling-months', months: 12 } }, `${here}/window/kind`],
		[{ credit: 'smiles' }, `${here}/credit`],
		[{ kind: 'points' }, `${here}/points`],
		[{ kind: 'gift' }, `${here}/gift`],
		[{ withinDays: undefined }, `${here}/withinDays`],
		[{ otherwise: undefined }, `${here}/otherwise`],
		[{ otherwise: ['elsewhere'] }, `${here}/otherwise`],
		[{ choose: 2 }, `${here}/otherwise`],
		[{ at: [] }, `${here}/at`],
		[{ at: { from: 40, step: 0, to: 60 } }, `${here}/at`],
		[{ at: { from: 60, step: 10, to: 40 } }, `${here}/at`]
	])('D1: %j is refused, with its place', (changes, pointer) => {
		expect(problemsOf(changes).some((place) => place.startsWith(pointer))).toBe(true);
	});

	test('D1: numbers by a step, and points, are taken', () => {
		expect(problemsOf({ at: { from: 40, step: 10, to: 360 } })).toEqual([]);
		const none = { options: undefined, withinDays: undefined, otherwise: undefined };
		expect(problemsOf({ ...none, kind: 'points', points: 10_000 })).toEqual([]);
	});
});

describe('C2: what verify looks at', () => {
	const programme = withMilestones([...pointsAtNights, twoOfThree]);
	const grant: MilestoneGrant = {
		id: 'grant',
		milestone: 'sixty',
		at: 60,
		window: { from: '2026-01-01', to: '2026-12-31' },
		reachedOn: '2026-08-01',
		entryId: 'entry',
		programmeVersion: 1
	};
	const open: MilestoneGrant = { ...grant, milestone: 'two', at: 40, entryId: undefined };
	const choice: MilestoneChoice = {
		grantId: 'grant',
		options: ['points', 'suite'],
		on: '2026-08-02',
		by: 'member',
		entryId: 'entry'
	};
	const entry = (points: number, memberId = 'ada') => new Map([['entry', { points, memberId }]]);
	const check = (
		one: MilestoneGrant,
		made: MilestoneChoice | undefined,
		entries: ReturnType<typeof entry>
	) => checkMilestone('ada', one, made, entries, programme).map(({ subject }) => subject);

	test('C2: a milestone has an entry of its points, of its member', () => {
		expect(check(grant, undefined, entry(30_000))).toEqual([]);
		expect(check(grant, undefined, entry(10_000))).toEqual(['grant given points']);
		expect(check(grant, undefined, new Map())).toEqual(['grant given points']);
		expect(check(grant, undefined, entry(30_000, 'bob'))).toEqual(['grant given member']);
		expect(check({ ...grant, milestone: 'two', at: 40 }, undefined, entry(1))).toEqual([
			'grant given points'
		]);
	});

	test('C2: what was chosen could be chosen, and its points are there', () => {
		expect(check(open, undefined, new Map())).toEqual([]);
		expect(check(open, choice, entry(5000))).toEqual([]);
		expect(check(open, { ...choice, entryId: undefined }, new Map())).toEqual([
			'grant chosen points'
		]);
		expect(check(open, { ...choice, options: ['points', 'yacht'] }, entry(5000))).toEqual([
			'grant options'
		]);
		expect(check(open, { ...choice, options: ['points'] }, entry(5000))).toEqual(['grant chosen']);
	});
});

test('C7: the reasons of a milestone are enough to compute its points again', () => {
	const reasons: MilestoneReasons = {
		kind: 'milestone',
		version: 1,
		milestone: 'sixty',
		at: 60,
		points: 30_000
	};
	expect(recomputePoints(reasons)).toBe(30_000);
	expect(activityOf('bonus', reasons)).toBe('award');
	expect(activityOf('bonus', { ...reasons, by: 'member' })).toBe('award');
	expect(activityOf('bonus', { ...reasons, by: 'deadline' })).toBeUndefined();
});
