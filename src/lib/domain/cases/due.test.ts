import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMilliseconds } from '../calendar.ts';
import { alwaysOpen, dueAt, type WorkingHours } from './due.ts';

const week = { from: '09:00', to: '17:00' };
const office: WorkingHours = [week, week, week, week, week, undefined, undefined];
const lisbon = 'Europe/Lisbon';

test.each([
	// A Tuesday; Lisbon is at UTC in winter.
	['2026-03-03T10:00:00.000Z', 24, alwaysOpen, '2026-03-04T10:00:00.000Z'],
	['2026-03-03T10:00:00.000Z', 24, office, '2026-03-06T10:00:00.000Z'],
	// In the evening, on a Saturday, to the last minute of a shift.
	['2026-03-03T20:00:00.000Z', 1, office, '2026-03-04T10:00:00.000Z'],
	['2026-03-07T12:00:00.000Z', 8, office, '2026-03-09T17:00:00.000Z'],
	['2026-03-06T16:00:00.000Z', 2, office, '2026-03-09T10:00:00.000Z'],
	// On 29 March clocks are put forward: nine o'clock is 08:00 UTC from then on.
	['2026-03-27T16:00:00.000Z', 2, office, '2026-03-30T09:00:00.000Z'],
	['2026-03-28T23:00:00.000Z', 24, alwaysOpen, '2026-03-29T23:00:00.000Z'],
	// Nobody is ever there: every hour counts.
	[
		'2026-03-03T10:00:00.000Z',
		24,
		Array.from({ length: 7 }, () => undefined),
		'2026-03-04T10:00:00.000Z'
	]
] as const)('H6: a clock started at %s that runs for %i hours ends', (start, hours, open, due) => {
	expect(dueAt(start, hours, lisbon, open)).toBe(due);
});

const instants = fc
	.date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString());
const zones = fc.constantFrom('UTC', lisbon, 'Asia/Kathmandu', 'Pacific/Apia', 'America/New_York');

test('H6: whoever is always there has the hours of a plain clock, in every zone', () => {
	fc.assert(
		fc.property(instants, fc.integer({ min: 1, max: 200 }), zones, (start, hours, zone) => {
			expect(dueAt(start, hours, zone)).toBe(addMilliseconds(start, hours * 3_600_000));
		})
	);
});

test('H6: a clock that starts later never ends sooner, and shorter hours never end it sooner', () => {
	const later = fc.integer({ min: 0, max: 10_000_000 });
	fc.assert(
		fc.property(
			instants,
			later,
			fc.integer({ min: 1, max: 60 }),
			zones,
			(start, ms, hours, zone) => {
				const due = dueAt(start, hours, zone, office);
				expect(dueAt(addMilliseconds(start, ms), hours, zone, office) >= due).toBe(true);
				expect(dueAt(start, hours, zone, alwaysOpen) <= due).toBe(true);
			}
		)
	);
});
