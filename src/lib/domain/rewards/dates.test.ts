import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMilliseconds, dateIn, type Instant } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import {
	cancelTo,
	confirmTo,
	earliestDay,
	redeemBefore,
	refuseDay,
	voucherDates
} from './dates.ts';
import type { Reward } from './reward.ts';

const upgrade: Reward = {
	kind: 'room-upgrade',
	name: { en: 'A suite' },
	description: { en: 'One category up.' },
	room: { en: 'Suite' },
	points: 1_000,
	asks: 'date',
	validDays: 90
};
const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';

function refusalOf(act: () => void): { code: string; facts: object } | undefined {
	try {
		act();
		return undefined;
	} catch (thrown) {
		if (thrown instanceof Refusal) return { code: thrown.code, facts: thrown.facts };
		throw thrown;
	}
}

function onDay(timeZone: string, now: Instant, useOn: string, changes: Partial<Reward> = {}) {
	const reward = { ...upgrade, ...changes };
	const today = dateIn('UTC', now);
	return refusalOf(() => refuseDay({ reward, now, today, timeZone }, useOn));
}

test('E4: a voucher can be used from the day it was redeemed through so many days later', () => {
	expect(voucherDates({ validDays: 1 }, '2024-02-28')).toEqual({
		validFrom: '2024-02-28',
		validTo: '2024-02-29'
	});
	expect(cancelTo({ cancelWithinDays: 0 }, '2026-03-01')).toBe('2026-03-01');
	expect(cancelTo({}, '2026-03-01')).toBeUndefined();
});

// The clock goes forward on the night to 29 March in Berlin (8 March in New York), back on that to
// 25 October (1 November). A day that is asked for begins at midnight of the house, exact hours before.
test.for<[string, string, number, string]>([
	[berlin, '2026-03-29', 24, '2026-03-27T23:00:00.000Z'],
	[berlin, '2026-03-30', 24, '2026-03-28T22:00:00.000Z'],
	[berlin, '2026-03-30', 48, '2026-03-27T22:00:00.000Z'],
	[berlin, '2026-10-25', 24, '2026-10-23T22:00:00.000Z'],
	[berlin, '2026-10-26', 24, '2026-10-24T23:00:00.000Z'],
	[berlin, '2026-10-26', 0, '2026-10-25T23:00:00.000Z'],
	[newYork, '2026-03-08', 24, '2026-03-07T05:00:00.000Z'],
	[newYork, '2026-03-09', 24, '2026-03-08T04:00:00.000Z'],
	[newYork, '2026-03-09', 72, '2026-03-06T04:00:00.000Z'],
	[newYork, '2026-11-01', 24, '2026-10-31T04:00:00.000Z'],
	[newYork, '2026-11-02', 24, '2026-11-01T05:00:00.000Z'],
	[newYork, '2026-11-02', 1, '2026-11-02T04:00:00.000Z']
])('E1: in %s, for %s, %i hours before are until %s', ([timeZone, useOn, leadHours, until]) => {
	const reward = { ...upgrade, leadHours };
	expect(redeemBefore(reward, useOn, timeZone)).toBe(until);
	expect(onDay(timeZone, until, useOn, { leadHours })).toBeUndefined();
	expect(onDay(timeZone, addMilliseconds(until, 1), useOn, { leadHours })).toEqual({
		code: 'reward-too-soon',
		facts: { earliest: addDays(useOn, 1) }
	});
});

// At three in the morning of the change, and an hour around it.
test.for<[string, string, number, string, string]>([
	[berlin, '2026-03-30', 1, '02:30', '2026-03-29T01:30:00.000Z'],
	[berlin, '2026-03-30', 1, '18:00', '2026-03-29T16:00:00.000Z'],
	[berlin, '2026-03-29', 1, '18:00', '2026-03-28T17:00:00.000Z'],
	[berlin, '2026-10-26', 1, '02:30', '2026-10-25T00:30:00.000Z'],
	[berlin, '2026-10-26', 1, '18:00', '2026-10-25T17:00:00.000Z'],
	[newYork, '2026-03-09', 1, '18:00', '2026-03-08T22:00:00.000Z'],
	[newYork, '2026-11-02', 1, '18:00', '2026-11-01T23:00:00.000Z'],
	[newYork, '2026-11-01', 0, '06:00', '2026-11-01T11:00:00.000Z']
])(
	'E3: in %s, for %s, the hotel confirms %i days before by %s: %s',
	([timeZone, useOn, daysBefore, by, until]) => {
		const confirm = { daysBefore, by };
		expect(confirmTo({ confirm }, useOn, timeZone)).toBe(until);
		expect(onDay(timeZone, until, useOn, { confirm })).toBeUndefined();
		expect(onDay(timeZone, addMilliseconds(until, 1), useOn, { confirm })?.code).toBe(
			'reward-too-soon'
		);
	}
);

const blackouts = [
	{ from: '2026-03-28', to: '2026-03-29' },
	{ from: '2026-10-25', to: '2026-10-25' }
];
test.for<[string, string, Partial<Reward>, string | undefined]>([
	['2026-03-27T12:00:00.000Z', '2026-03-27', { blackouts }, undefined],
	['2026-03-27T12:00:00.000Z', '2026-03-28', { blackouts }, 'reward-not-that-day'],
	['2026-03-27T12:00:00.000Z', '2026-03-29', { blackouts }, 'reward-not-that-day'],
	['2026-03-27T12:00:00.000Z', '2026-03-30', { blackouts }, undefined],
	['2026-10-01T12:00:00.000Z', '2026-10-24', { blackouts }, undefined],
	['2026-10-01T12:00:00.000Z', '2026-10-25', { blackouts }, 'reward-not-that-day'],
	['2026-10-01T12:00:00.000Z', '2026-10-26', { blackouts }, undefined],
	// The last evening of a day, as the house has it.
	['2026-03-29T21:59:59.999Z', '2026-03-29', {}, undefined],
	['2026-03-29T22:00:00.000Z', '2026-03-29', {}, 'reward-not-that-day'],
	['2026-10-25T22:59:59.999Z', '2026-10-25', {}, undefined],
	['2026-10-25T23:00:00.000Z', '2026-10-25', {}, 'reward-not-that-day'],
	['2026-03-01T12:00:00.000Z', '2026-05-30', {}, undefined],
	['2026-03-01T12:00:00.000Z', '2026-05-31', {}, 'reward-not-that-day'],
	['2026-03-01T12:00:00.000Z', '2026-02-29', {}, 'invalid']
])('E1: in Berlin, asked at %s for %s', ([now, useOn, changes, code]) => {
	expect(onDay(berlin, now, useOn, changes)?.code).toBe(code);
});

test('E1: nights may not touch a blackout, and what is refused says which days', () => {
	const now = '2026-03-01T12:00:00.000Z';
	const days = { reward: { ...upgrade, blackouts }, now, today: '2026-03-01', timeZone: berlin };
	const from = (useOn: string, nights: number) =>
		refusalOf(() => refuseDay({ ...days, nights }, useOn));
	expect(from('2026-03-26', 2)).toBeUndefined();
	expect(from('2026-03-26', 3)).toEqual({
		code: 'reward-not-that-day',
		facts: { blackoutFrom: '2026-03-28', blackoutTo: '2026-03-29' }
	});
	expect(from('2026-02-28', 1)?.facts).toEqual({ from: '2026-03-01', to: '2026-05-30' });
});

test('E1: the earliest day is the first that is not refused, at any moment around a clock change', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(berlin, newYork, 'Asia/Shanghai', 'America/Sao_Paulo', 'UTC'),
			fc.constantFrom('2026-03-07', '2026-03-28', '2026-10-24', '2026-10-31'),
			fc.integer({ min: 0, max: 72 * 60 }),
			fc.option(fc.integer({ min: 0, max: 96 }), { nil: undefined }),
			fc.option(
				fc.record({ daysBefore: fc.nat(4), by: fc.constantFrom('00:00', '02:30', '18:00') }),
				{
					nil: undefined
				}
			),
			fc.boolean(),
			(timeZone, day, minutes, leadHours, confirm, hasBlackout) => {
				const now = addMilliseconds(`${day}T00:00:00.000Z`, minutes * 60_000);
				const first = addDays(day, 1);
				const blackouts = hasBlackout ? [{ from: first, to: addDays(first, 2) }] : undefined;
				const reward = { ...upgrade, leadHours, confirm, blackouts, validDays: 12 };
				const days = { reward, now, today: dateIn('UTC', now), timeZone };
				const earliest = earliestDay(days)!;
				expect(refusalOf(() => refuseDay(days, earliest))).toBeUndefined();
				for (let before = 1; before <= 3; before++)
					expect(refusalOf(() => refuseDay(days, addDays(earliest, -before)))).toBeDefined();
			}
		)
	);
});
