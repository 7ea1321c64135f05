import { expect, test } from 'vitest';
import { fitsStay, isUpgradeOf, type Usable } from './fits-stay.ts';

const property = { id: 'p1', code: 'CITY' };
const stay = { property, arrival: '2025-04-10', departure: '2025-04-12' };
const dinner: Usable = {
	reward: { kind: 'dining-credit' },
	validFrom: '2025-04-01',
	validTo: '2025-04-30'
};

test.for<readonly [string, Partial<Usable>, boolean]>([
	['any day, everywhere', {}, true],
	['at this house', { reward: { kind: 'dining-credit', properties: ['CITY'] } }, true],
	['at another house', { reward: { kind: 'dining-credit', properties: ['LAKE'] } }, false],
	['until the arrival', { validTo: '2025-04-10' }, true],
	['until the day before', { validTo: '2025-04-09' }, false],
	['from the departure on', { validFrom: '2025-04-12' }, true],
	['from the day after', { validFrom: '2025-04-13' }, false],
	['booked here for a day of it', { bookedAt: 'p1', useOn: '2025-04-11' }, true],
	['booked here for another day', { bookedAt: 'p1', useOn: '2025-04-13' }, false],
	['booked elsewhere', { bookedAt: 'p2', useOn: '2025-04-11' }, false],
	['not in all of these days', closed('2025-04-09', '2025-04-12'), false],
	['not on some of these days', closed('2025-04-09', '2025-04-11'), true]
])('K4: a voucher %s', ([, changes, fits]) => {
	expect(fitsStay({ ...dinner, ...changes }, stay)).toBe(fits);
});

test.for([
	['2025-04-09', false],
	['2025-04-10', true],
	['2025-04-11', true],
	['2025-04-12', false]
] as const)('K4: a room promised for the night of %s: %s', ([useOn, is]) => {
	const upgrade = { ...dinner, reward: { kind: 'room-upgrade' as const }, bookedAt: 'p1', useOn };
	expect(isUpgradeOf(upgrade, stay)).toBe(is);
	expect(isUpgradeOf({ ...upgrade, bookedAt: 'p2' }, stay)).toBe(false);
	expect(isUpgradeOf({ ...upgrade, reward: dinner.reward }, stay)).toBe(false);
});

function closed(from: string, to: string): Partial<Usable> {
	return { reward: { kind: 'dining-credit', blackouts: [{ from, to }] } };
}
