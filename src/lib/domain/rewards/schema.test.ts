import { expect, test } from 'vitest';
import type { Reward } from './reward.ts';
import { rewardSchema } from './schema.ts';

const reward: Reward = {
	kind: 'free-night',
	name: { en: 'A night' },
	description: { en: 'One night for two.' },
	points: 1_000,
	validDays: 90,
	nights: 1
};

test('E1 D1: a document of another kind, of floats, or with fields of no meaning is none', () => {
	const credit = { ...reward, kind: 'dining-credit', nights: undefined };
	const good = [
		reward,
		{ ...credit, amount: { minor: 5_000, currency: 'EUR' } },
		{ ...reward, kind: 'late-check-out', nights: undefined, until: '16:00' }
	].map((one) => JSON.parse(JSON.stringify(one)) as unknown);
	for (const one of good) expect(rewardSchema.parse(one)).toEqual(one);
	const bad = [
		credit,
		{ ...credit, amount: { minor: 50.5, currency: 'EUR' } },
		{ ...credit, amount: { minor: 5_000, currency: 'EURO' } },
		{ ...reward, until: '16:00' },
		{ ...reward, kind: 'late-check-out', nights: undefined, until: '24:00' },
		{ ...reward, points: 1e9 },
		{ ...reward, points: 0.5 },
		{ ...reward, validDays: 0 },
		{ ...reward, cancelWithinDays: -1 },
		{ ...reward, extra: 1 }
	].map((one) => JSON.parse(JSON.stringify(one)) as unknown);
	for (const one of bad) expect(rewardSchema.safeParse(one).success).toBe(false);
});

test('E1: what needs a day of use, a number of nights or a confirmation says so', () => {
	const plain = { ...reward, nights: undefined };
	const upgrade = { ...plain, kind: 'room-upgrade', room: { en: 'Suite' }, asks: 'date' };
	const confirm = { daysBefore: 1, by: '18:00' };
	const isGood = (one: object) =>
		rewardSchema.safeParse(JSON.parse(JSON.stringify(one)) as unknown).success;
	expect(isGood({ ...plain, nightsMost: 5 })).toBe(true);
	expect(isGood({ ...reward, nightsMost: 5 })).toBe(false);
	expect(isGood(plain)).toBe(false);
	expect(isGood({ ...upgrade, confirm })).toBe(true);
	expect(isGood({ ...upgrade, confirm: { ...confirm, by: '24:00' } })).toBe(false);
	expect(isGood(upgrade)).toBe(false);
	for (const field of [{ leadHours: 24 }, { perDay: 3 }, { confirm }]) {
		expect(isGood({ ...reward, ...field })).toBe(false);
		expect(isGood({ ...reward, ...field, asks: 'property' })).toBe(false);
		expect(isGood({ ...reward, ...field, asks: 'date' })).toBe(true);
	}
});
