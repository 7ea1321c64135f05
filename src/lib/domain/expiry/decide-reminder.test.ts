import { describe, expect, test } from 'vitest';
import { addDays } from '../calendar.ts';
import type { Lot } from '../ledger/account.ts';
import { newHistory, type History } from '../ledger/history.ts';
import { programmeLike } from '../testing/make.ts';
import { decideReminder, type Reminded } from './decide-reminder.ts';

const lot = (id: string, earnedOn: string, validTo?: string, left = 100): Lot => ({
	id,
	entryId: `entry-${id}`,
	granted: 100,
	left,
	earnedOn,
	validTo
});

function historyOf(lots: readonly Lot[], activeOn?: string): History {
	const balance = lots.reduce((sum, one) => sum + one.left, 0);
	return {
		...newHistory('2015-01-01'),
		account: { balance, debt: 0, lastSequence: lots.length, activeOn },
		lots
	};
}

const reminders = { daysBefore: [60, 14] };
const dated = programmeLike('pearl', { reminders });
const silent = programmeLike('meridian', {
	reminders,
	expiry: { kind: 'inactivity', months: 24, activity: ['stay', 'redeem'] }
});

describe('D4: points that lapse soon', () => {
	const history = historyOf([lot('a', '2024-03-10', '2026-03-31')]);

	// 60 days before 31 March are 30 January, 14 days before it 17 March.
	test.each([
		['2026-01-29', undefined],
		['2026-01-30', 60],
		['2026-02-20', 60],
		['2026-03-16', 60],
		['2026-03-17', 14],
		['2026-03-31', 14],
		['2026-04-01', undefined]
	])('C8: on %s the step is %s', (today, step) => {
		const reminder = decideReminder(history, dated, today, []);
		expect(reminder?.told[0]?.step).toBe(step);
		if (step) expect(reminder?.lapses).toEqual([{ validTo: '2026-03-31', points: 100 }]);
	});

	test('C8: told once a step; a nearer step covers those before it', () => {
		const told = (step: number): Reminded => ({ lotId: 'a', step, validTo: '2026-03-31' });
		expect(decideReminder(history, dated, '2026-02-01', [told(60)])).toBeUndefined();
		expect(decideReminder(history, dated, '2026-03-20', [told(60)])?.told).toEqual([told(14)]);
		expect(decideReminder(history, dated, '2026-03-21', [told(60), told(14)])).toBeUndefined();
		expect(decideReminder(history, dated, '2026-02-01', [told(14)])).toBeUndefined();
	});

	test('C8: several days are one reminder, each with all that lapses on it', () => {
		const many = historyOf([
			lot('a', '2024-03-10', '2026-03-31', 10),
			lot('b', '2024-03-20', '2026-03-31', 20),
			lot('c', '2024-04-20', '2026-04-30', 40),
			lot('d', '2024-09-20', '2026-09-30', 80)
		]);
		const before = [{ lotId: 'a', step: 60, validTo: '2026-03-31' }];
		const reminder = decideReminder(many, dated, '2026-03-05', before);
		expect(reminder?.lapses).toEqual([
			{ validTo: '2026-03-31', points: 30 },
			{ validTo: '2026-04-30', points: 40 }
		]);
		expect(reminder?.told.map(({ lotId }) => lotId)).toEqual(['b', 'c']);
		expect(reminder?.keepAlive).toEqual([]);
	});

	test('C8: under silence it says what would keep them; activity moves the day and begins anew', () => {
		const quiet = historyOf([lot('a', '2024-03-10')], '2024-03-10');
		const first = decideReminder(quiet, silent, '2026-02-01', []);
		expect(first).toMatchObject({
			lapses: [{ validTo: '2026-03-09', points: 100 }],
			keepAlive: ['stay', 'redeem']
		});
		const woken = historyOf([lot('a', '2024-03-10', undefined, 60)], '2026-02-10');
		expect(decideReminder(woken, silent, '2026-02-11', first?.told ?? [])).toBeUndefined();
		expect(decideReminder(woken, silent, '2028-01-20', first?.told ?? [])).toMatchObject({
			lapses: [{ validTo: '2028-02-09', points: 60 }]
		});
	});

	test('C8: a time that is shorter than the step reminds of nothing each time it begins anew', () => {
		const short = programmeLike('meridian', {
			reminders,
			expiry: { kind: 'inactivity', days: 40, activity: ['stay'] }
		});
		const quiet = historyOf([lot('a', '2026-01-01')], '2026-01-01');
		expect(decideReminder(quiet, short, '2026-01-02', [])).toBeUndefined();
		expect(decideReminder(quiet, short, '2026-01-30', [])?.told[0]?.step).toBe(14);
	});

	test('C8: the day it began is within the step when as many days lie between', () => {
		const told = (days: number) => {
			const rule = { kind: 'inactivity', days, activity: ['stay'] } as const;
			const programme = programmeLike('meridian', { reminders, expiry: rule });
			const quiet = historyOf([lot('a', '2026-01-01')], '2026-01-01');
			// The last usable day is days − 1 after the activity.
			return decideReminder(quiet, programme, addDays('2026-01-01', days - 61), [])?.told[0]?.step;
		};
		expect(told(61)).toBeUndefined();
		expect(told(62)).toBe(60);
	});

	test('C8: a lot with a date of its own is told of it, however short the silence, and nothing keeps it', () => {
		const short = programmeLike('meridian', {
			reminders,
			expiry: { kind: 'inactivity', days: 40, activity: ['stay'] }
		});
		// Silence ends on 9 April.
		for (const validTo of ['2026-03-31', '2026-04-09']) {
			const active = historyOf([lot('a', '2024-03-10', validTo)], '2026-03-01');
			expect(decideReminder(active, short, '2026-03-05', [])).toMatchObject({
				lapses: [{ validTo, points: 100 }],
				told: [{ lotId: 'a', step: 60 }]
			});
		}
		const before = historyOf([lot('a', '2024-03-10', '2026-03-31')], '2026-03-01');
		expect(decideReminder(before, short, '2026-03-05', [])?.keepAlive).toEqual([]);
	});

	test('C8: nothing is said where nothing is left, owed points are no points, or nothing expires', () => {
		expect(decideReminder(historyOf([]), dated, '2026-03-20', [])).toBeUndefined();
		const never = programmeLike('pearl', { reminders, expiry: { kind: 'never' } });
		const undatedLot = historyOf([lot('a', '2024-03-10')]);
		expect(decideReminder(undatedLot, never, '2026-03-20', [])).toBeUndefined();
		const none = programmeLike('pearl', { reminders: undefined });
		expect(decideReminder(history, none, '2026-03-20', [])).toBeUndefined();
	});
});
