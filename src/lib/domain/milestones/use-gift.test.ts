import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { decideGiftUse, giftReturnsAt } from './use-gift.ts';

const perNight = { perNight: true, returns: { daysBefore: 1, at: '14:00' } };
const stay = { arrival: '2027-12-29', nights: 3 };

test('D5: upgrade awards go one for each night, all nights or none', () => {
	expect(decideGiftUse([{ count: 5, validTo: '2027-12-31' }], stay, perNight)).toBe(3);
	expect(() => decideGiftUse([{ count: 2 }], stay, perNight)).toThrow(Refusal);
	expect(decideGiftUse([{ count: 1 }], stay, undefined)).toBe(1);
});

test('D5: each night must lie within the validity of its piece', () => {
	const later = { arrival: '2027-12-30', nights: 3 };
	expect(() => decideGiftUse([{ count: 5, validTo: '2027-12-31' }], later, perNight)).toThrow(
		Refusal
	);
	const some = [{ count: 2, validTo: '2027-12-31' }, { count: 3 }];
	expect(decideGiftUse(some, later, perNight)).toBe(3);
});

test('E3: what is not confirmed by 14:00 on the day before the arrival comes back', () => {
	expect(giftReturnsAt(perNight, stay)).toEqual({ on: '2027-12-28', at: '14:00' });
	expect(giftReturnsAt({ perNight: true }, stay)).toBeUndefined();
});
