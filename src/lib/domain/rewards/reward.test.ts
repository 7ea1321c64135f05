import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateVersion } from '../testing/make.ts';
import { cancelTo, voucherDates } from './dates.ts';
import { obstacle, type Asking, type Offer } from './obstacle.ts';
import { priceFor } from './price.ts';
import { decideRedemption } from './redemption.ts';
import type { Reward } from './reward.ts';
import { rewardSchema } from './schema.ts';
import { cancellableTo, decideCancel, decideTake, statusOn, type Redeemed } from './voucher.ts';

const { tiers } = templateVersion('meridian');
const [floor, second, third] = tiers.map(({ id }) => id) as [string, string, string];

const reward: Reward = {
	kind: 'free-night',
	name: { en: 'A night' },
	description: { en: 'One night for two.' },
	points: 1_000,
	validDays: 90,
	nights: 1
};
const asking: Asking = {
	verified: true,
	suspended: false,
	tier: floor,
	had: 0,
	balance: 1_000,
	debt: 0
};
const offer: Offer = { reward, status: 'offered', left: undefined, tiers, today: '2026-03-01' };
const now = '2026-03-01T09:00:00.000Z';
const withReward = (changes: Partial<Reward>): Offer => ({
	...offer,
	reward: { ...reward, ...changes }
});

test('E1: a tier pays its own price, else that of the nearest lower tier that has one', () => {
	const priced = { ...reward, pointsByTier: { [second]: 800 } };
	expect([floor, second, third].map((tier) => priceFor(priced, tier, tiers))).toEqual([
		1_000, 800, 800
	]);
	expect(priceFor({ ...reward, pointsByTier: { [third]: 500 } }, second, tiers)).toBe(1_000);
	expect(priceFor(priced, 'gone', tiers)).toBe(1_000);
});

test.for<[string, Partial<Asking>, Partial<Offer>, string | undefined]>([
	['nothing is in the way', {}, {}, undefined],
	['a suspended account', { suspended: true }, {}, 'account-suspended'],
	['an address that is not proven', { verified: false }, {}, 'address-unverified'],
	['an archived reward', {}, { status: 'archived' }, 'reward-not-on-offer'],
	['a draft', {}, { status: 'draft' }, 'reward-not-on-offer'],
	['the day before', {}, withReward({ offeredFrom: '2026-03-02' }), 'reward-not-on-offer'],
	[
		'the first and last day',
		{},
		withReward({ offeredFrom: '2026-03-01', offeredTo: '2026-03-01' }),
		undefined
	],
	['the day after', {}, withReward({ offeredTo: '2026-02-28' }), 'reward-not-on-offer'],
	['a lower tier', {}, withReward({ tierMin: second }), 'tier-too-low'],
	['the tier itself', { tier: second }, withReward({ tierMin: second }), undefined],
	['a higher tier', { tier: third }, withReward({ tierMin: second }), undefined],
	['a tier that is gone', { tier: third }, withReward({ tierMin: 'gone' }), 'tier-too-low'],
	['the limit', { had: 2 }, withReward({ limitPerMember: 2 }), 'reward-limit-reached'],
	['below the limit', { had: 1 }, withReward({ limitPerMember: 2 }), undefined],
	['no item left', {}, { left: 0 }, 'out-of-stock'],
	['one item left', {}, { left: 1 }, undefined],
	['points owed', { balance: -5, debt: 5 }, {}, 'points-owed'],
	['one point short', { balance: 999 }, {}, 'not-enough-points']
])('E1 E2: %s', ([, who, what, code]) => {
	expect(obstacle({ ...asking, ...who }, { ...offer, ...what })?.code).toBe(code);
});

test('E2: what is missing is said in points of the own price', () => {
	const priced = withReward({ pointsByTier: { [second]: 800 } });
	expect(obstacle({ ...asking, tier: second, balance: 500 }, priced)?.facts).toEqual({
		short: 300,
		balance: 500
	});
});

test('E2: nothing is ever charged but the price that was seen', () => {
	const anyPrice = fc.integer({ min: 1, max: 2_000 });
	fc.assert(
		fc.property(anyPrice, anyPrice, anyPrice, (points, seen, balance) => {
			const attempt = () =>
				decideRedemption({ ...asking, balance }, { ...withReward({ points }), now }, seen);
			if (points !== seen) expect(attempt).toThrow('price-changed');
			else if (points > balance) expect(attempt).toThrow('not-enough-points');
			else expect(attempt().points).toBe(seen);
		})
	);
});

test('E4: a voucher can be used from the day it was redeemed through so many days later', () => {
	expect(voucherDates({ ...reward, validDays: 1 }, '2024-02-28')).toEqual({
		validFrom: '2024-02-28',
		validTo: '2024-02-29'
	});
	expect(cancelTo({ cancelWithinDays: 0 }, '2026-03-01')).toBe('2026-03-01');
	expect(cancelTo({}, '2026-03-01')).toBeUndefined();
});

const redeemed: Redeemed = {
	status: 'issued',
	redeemedOn: '2026-03-01',
	validFrom: '2026-03-01',
	validTo: '2026-03-03'
};

test('E3: it can be taken back through its last day, never beyond the voucher’s, never when it has ended', () => {
	const within = (cancelWithinDays: number | undefined) => ({ ...reward, cancelWithinDays });
	expect(cancellableTo(redeemed, within(1), '2026-03-02')).toBe('2026-03-02');
	expect(cancellableTo(redeemed, within(1), '2026-03-03')).toBeUndefined();
	expect(cancellableTo(redeemed, within(9), '2026-03-03')).toBe('2026-03-03');
	expect(() => decideCancel(redeemed, within(undefined), '2026-03-01')).toThrow('cancel-too-late');
	expect(() => decideCancel(redeemed, within(9), '2026-03-04')).toThrow('voucher-expired');
	expect(() => decideCancel({ ...redeemed, status: 'used' }, within(9), '2026-03-01')).toThrow(
		'voucher-used'
	);
	expect(statusOn(redeemed, '2026-03-04')).toBe('expired');
});

test('E4: the desk takes it at its houses, on its days, not on a blackout day, once', () => {
	const limited = {
		...reward,
		properties: ['P1'],
		blackouts: [{ from: '2026-03-02', to: '2026-03-02' }]
	};
	const take = (changes: Partial<Redeemed>, property: string, day: string) => () =>
		decideTake({ ...redeemed, ...changes }, limited, property, day);
	expect(take({}, 'P1', '2026-03-01')).not.toThrow();
	expect(take({}, 'P1', '2026-03-03')).not.toThrow();
	expect(take({}, 'P2', '2026-03-01')).toThrow('voucher-not-here');
	expect(take({}, 'P1', '2026-03-02')).toThrow('voucher-not-today');
	expect(take({}, 'P1', '2026-02-28')).toThrow('voucher-not-yet');
	expect(take({}, 'P1', '2026-03-04')).toThrow('voucher-expired');
	expect(take({ status: 'used' }, 'P1', '2026-03-04')).toThrow('voucher-used');
	expect(take({ status: 'cancelled' }, 'P1', '2026-03-01')).toThrow('voucher-cancelled');
});

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
