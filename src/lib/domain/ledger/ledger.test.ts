import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settlePoints } from '../expiry/settle-points.ts';
import { anyHistory, play } from '../testing/any-history.ts';
import { countingIds, programmeLike } from '../testing/make.ts';
import { checkMember } from './invariants.ts';
import { pointsIn } from './lots.ts';
import { runs } from '../testing/runs.ts';

const programmes = {
	meridian: programmeLike('meridian'),
	'meridian, what is spent stays': programmeLike('meridian', { clawback: 'available' }),
	'meridian, half-even on the total': programmeLike('meridian', {
		rounding: { mode: 'half-even', at: 'total' }
	}),
	pearl: programmeLike('pearl'),
	'pearl, 90 days a lot and 10 of grace': programmeLike('pearl', {
		expiry: { kind: 'lot-days', days: 90 },
		returnGraceDays: 10
	}),
	'from dated lots to silence': programmeLike(
		'pearl',
		{},
		{
			from: '2023-01-01',
			expiry: { kind: 'inactivity', months: 6, activity: ['stay', 'redeem'] }
		}
	)
};

describe.each(Object.entries(programmes))('%s', (_, programme) => {
	test('C2: after every step balance, entries, lots, debt, numbers, tiers and reasons agree', () => {
		fc.assert(
			fc.property(anyHistory, (acts) => {
				play(programme, acts, (book) => {
					expect(checkMember(book.rows(), programme)).toEqual([]);
				});
			}),
			{ numRuns: runs(150) }
		);
	});

	test('C2: nothing is owed while a lot is open, and the debt is never below zero', () => {
		fc.assert(
			fc.property(anyHistory, (acts) => {
				const { account, lots } = play(programme, acts).history;
				expect(account.debt === 0 || pointsIn(lots) === 0).toBe(true);
				expect(account.debt).toBeGreaterThanOrEqual(0);
				expect(account.balance).toBe(pointsIn(lots) - account.debt);
			}),
			{ numRuns: runs(100) }
		);
	});

	test('D4: an expiry run is repeatable: twice is once, and one late run is many in time', () => {
		fc.assert(
			fc.property(anyHistory, (acts) => {
				const { history } = play(programme, acts);
				const newId = countingIds('expiry');
				const once = settlePoints(history, programme, '2031-06-01', newId);
				const twice = settlePoints(once.history, programme, '2031-06-01', newId);
				expect(twice.posting.entries).toEqual([]);
				let step = history;
				for (let year = 2025; year <= 2031; year += 1)
					step = settlePoints(step, programme, `${year}-06-01`, newId).history;
				expect(step.account).toEqual(once.history.account);
				expect(step.lots).toEqual(once.history.lots);
			}),
			{ numRuns: runs(100) }
		);
	});
});
