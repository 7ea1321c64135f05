import { expect, test } from 'vitest';
import { firstDayOf, statementMonths, sumStatement } from './statement.ts';

test('C9: months go from joining to today, newest first', () => {
	expect(statementMonths('2025-11-30', '2026-02-01')).toEqual([
		'2026-02',
		'2026-01',
		'2025-12',
		'2025-11'
	]);
	expect(statementMonths('2026-02-28', '2026-02-28')).toEqual(['2026-02']);
});

test.each([
	['2026-02', '2026-02-01'],
	['2026-13', undefined],
	['2026-00', undefined],
	['2026-2', undefined],
	['0000-01', undefined],
	['2026-02-01', undefined],
	['../home', undefined],
	['', undefined]
])('C9: %s as a month begins on %s', (month, day) => {
	expect(firstDayOf(month)).toBe(day);
});

test('C9: the sums of a month are the change of its balance', () => {
	const entries = [
		{ kind: 'earn', points: 500 },
		{ kind: 'bonus', points: 50 },
		{ kind: 'redeem', points: -300 },
		{ kind: 'return', points: 100 },
		{ kind: 'reversal', points: -500 },
		{ kind: 'adjust', points: -7 },
		{ kind: 'expire', points: -20 }
	] as const;
	const sums = sumStatement(entries);
	expect(sums).toEqual({ earned: 550, used: -200, expired: -20, corrected: -507 });
	expect(sums.earned + sums.used + sums.expired + sums.corrected).toBe(
		entries.reduce((sum, { points }) => sum + points, 0)
	);
});
