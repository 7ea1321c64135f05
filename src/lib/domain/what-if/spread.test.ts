import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../calendar.ts';
import { nightsUntil, spread } from './spread.ts';

const today = '2026-11-23';

test('B3: seven nights in stays of three are three stays with equal pauses, the last of one night', () => {
	const until = addDays(today, 1 + 7 + 20);
	expect(spread({ nights: 7, perNight: 15_000, stayNights: 3, until }, today)).toEqual([
		{ kind: 'stay', arrival: '2026-11-29', nights: 3, amounts: { room: 45_000 } },
		{ kind: 'stay', arrival: '2026-12-07', nights: 3, amounts: { room: 45_000 } },
		{ kind: 'stay', arrival: '2026-12-15', nights: 1, amounts: { room: 15_000 } }
	]);
});

test('B3: no night is before tomorrow, after the last day, or in two stays; all that fit are there', () => {
	fc.assert(
		fc.property(
			fc.nat(120),
			fc.nat(60_000),
			fc.integer({ min: 1, max: 14 }),
			fc.nat(200),
			(nights, perNight, stayNights, days) => {
				const until = addDays(today, days);
				const stays = spread({ nights, perNight, stayNights, until }, today);
				let free = addDays(today, 1);
				for (const stay of stays) {
					expect(stay.arrival >= free).toBe(true);
					expect(stay.nights).toBeGreaterThan(0);
					free = addDays(stay.arrival, stay.nights);
				}
				expect(stays.length === 0 || free <= until).toBe(true);
				const sum = stays.reduce((all, stay) => all + stay.nights, 0);
				expect(sum).toBe(Math.min(nights, nightsUntil(until, today)));
				const money = stays.reduce((all, { amounts }) => all + (amounts.room ?? 0), 0);
				expect(money).toBe(sum * perNight);
			}
		)
	);
});
