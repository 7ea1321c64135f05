import { expect, test } from 'vitest';
import { templateVersion } from '../testing/make.ts';
import { obstacle, type Asking, type Offer } from './obstacle.ts';
import type { Reward } from './reward.ts';

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
const withReward = (changes: Partial<Reward>): Offer => ({
	...offer,
	reward: { ...reward, ...changes }
});

test.for<[string, Partial<Asking>, Partial<Offer>, string | undefined]>([
	['nothing is in the way', {}, {}, undefined],
	['a suspended account', { suspended: true }, {}, 'account-suspended'],
	['an address that is not proven', { verified: false }, {}, 'address-unverified'],
	['a paused reward', {}, { status: 'paused' }, 'reward-not-on-offer'],
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

test('E1: cash beside points brings a reward into reach', () => {
	const withCash = [{ points: 400, cash: { minor: 5_000, currency: 'EUR' } }];
	expect(obstacle({ ...asking, balance: 400 }, withReward({ withCash }))).toBeUndefined();
	expect(obstacle({ ...asking, balance: 399 }, withReward({ withCash }))?.facts).toEqual({
		short: 1,
		balance: 399
	});
});
