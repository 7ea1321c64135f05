import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateVersion } from '../testing/make.ts';
import { Refusal } from '../refusal.ts';
import type { Asking } from './obstacle.ts';
import { decideRedemption, refuseBill, type Sale } from './redemption.ts';
import type { Choice, Reward } from './reward.ts';

const { tiers } = templateVersion('meridian');
const [floor] = tiers.map(({ id }) => id) as [string];

const night: Reward = {
	kind: 'free-night',
	name: { en: 'A night' },
	description: { en: 'One night for two.' },
	points: 1_000,
	withCash: [{ points: 600, cash: { minor: 4_000, currency: 'EUR' } }],
	properties: ['LIS'],
	asks: 'date',
	leadHours: 24,
	validDays: 90,
	nightsMost: 5
};
const upgrade: Reward = {
	kind: 'room-upgrade',
	name: { en: 'A suite' },
	description: { en: 'One category up.' },
	room: { en: 'Suite' },
	points: 1_000,
	asks: 'date',
	confirm: { daysBefore: 1, by: '18:00' },
	validDays: 90
};
const gift: Reward = {
	kind: 'gift',
	name: { en: 'A candle' },
	description: { en: 'Of the house.' },
	points: 1_000,
	asks: 'property',
	validDays: 90
};
const asking: Asking = {
	verified: true,
	suspended: false,
	tier: floor,
	had: 0,
	balance: 10_000,
	debt: 0
};
const sale: Sale = {
	reward: night,
	status: 'offered',
	left: undefined,
	tiers,
	today: '2026-03-01',
	now: '2026-03-01T09:00:00.000Z',
	house: { code: 'LIS', timeZone: 'Europe/Lisbon' }
};
const choice: Choice = { property: 'LIS', useOn: '2026-03-10', nights: 2 };

function refusalOf(act: () => unknown): { code: string; facts: object } | undefined {
	try {
		act();
		return undefined;
	} catch (thrown) {
		if (thrown instanceof Refusal) return { code: thrown.code, facts: thrown.facts };
		throw thrown;
	}
}

test('E2: what is booked for a day is valid on that day, at the price that was seen', () => {
	expect(decideRedemption(asking, sale, 2_000, choice)).toEqual({
		points: 2_000,
		status: 'issued',
		validFrom: '2026-03-10',
		validTo: '2026-03-10'
	});
	expect(decideRedemption(asking, sale, 1_200, { ...choice, cashMinor: 4_000 })).toMatchObject({
		points: 1_200,
		cash: { minor: 8_000, currency: 'EUR' }
	});
});

test('E2 E3: what the hotel confirms is reserved until then; what is given at once is used', () => {
	const day: Choice = { property: 'LIS', useOn: '2026-03-10' };
	expect(decideRedemption(asking, { ...sale, reward: upgrade }, 1_000, day)).toMatchObject({
		status: 'reserved',
		confirmTo: '2026-03-09T18:00:00.000Z',
		validTo: '2026-03-10'
	});
	expect(
		decideRedemption(asking, { ...sale, reward: gift }, 1_000, { property: 'LIS' })
	).toMatchObject({ status: 'issued', validFrom: '2026-03-01', validTo: '2026-05-30' });
	const plain = { ...gift, asks: undefined };
	for (const kind of ['partner-code', 'status-gift', 'donation'] as const)
		expect(decideRedemption(asking, { ...sale, reward: { ...plain, kind } }, 1_000).status).toBe(
			'used'
		);
});

test.for<[string, Partial<Sale>, Choice, number, string, object]>([
	['no house', {}, { ...choice, property: undefined }, 2_000, 'invalid', { field: 'property' }],
	['no day', {}, { ...choice, useOn: undefined }, 2_000, 'invalid', { field: 'useOn' }],
	['no nights', {}, { ...choice, nights: undefined }, 2_000, 'invalid', { field: 'nights' }],
	['no whole nights', {}, { ...choice, nights: 1.5 }, 2_000, 'invalid', { field: 'nights' }],
	['0 nights', {}, { ...choice, nights: 0 }, 2_000, 'invalid', { field: 'nights' }],
	['too many', {}, { ...choice, nights: 6 }, 6_000, 'invalid', { field: 'nights' }],
	['a day unasked', { reward: gift }, choice, 1_000, 'invalid', { field: 'useOn' }],
	[
		'nights unasked',
		{ reward: gift },
		{ property: 'LIS', nights: 1 },
		1_000,
		'invalid',
		{ field: 'nights' }
	],
	[
		'a house unasked',
		{ reward: { ...gift, asks: undefined } },
		{ property: 'LIS' },
		1_000,
		'invalid',
		{ field: 'property' }
	],
	[
		'money off without a bill',
		{ reward: { ...gift, kind: 'money-off', asks: undefined } },
		{},
		1_000,
		'invalid',
		{ field: 'bill' }
	],
	['an unknown house', { house: undefined }, choice, 2_000, 'reward-not-here', {}],
	[
		'another house',
		{ house: { code: 'BER', timeZone: 'Europe/Berlin' } },
		{ ...choice, property: 'BER' },
		2_000,
		'reward-not-here',
		{ properties: 'LIS' }
	],
	[
		'too soon',
		{},
		{ ...choice, useOn: '2026-03-02' },
		2_000,
		'reward-too-soon',
		{ earliest: '2026-03-03' }
	],
	['yesterday', {}, { ...choice, useOn: '2026-02-28' }, 2_000, 'reward-not-that-day', {}],
	['other points', {}, choice, 1_999, 'price-changed', { points: 2_000, seen: 1_999 }],
	[
		'cash that is no way to pay',
		{},
		{ ...choice, cashMinor: 3_999 },
		1_200,
		'price-changed',
		{ points: 2_000, cashMinor: null }
	],
	[
		'other points beside the cash',
		{},
		{ ...choice, cashMinor: 4_000 },
		1_000,
		'price-changed',
		{ points: 1_200, cashMinor: 8_000 }
	],
	['paused', { status: 'paused' }, {}, 0, 'reward-not-on-offer', {}],
	['nothing left', { left: 0 }, choice, 2_000, 'out-of-stock', {}]
])('E1 E2: refused: %s', ([, changes, chosen, seen, code, facts]) => {
	const refused = refusalOf(() => decideRedemption(asking, { ...sale, ...changes }, seen, chosen));
	expect(refused).toMatchObject({ code, facts });
});

test('E2: nothing is ever charged but the price that was seen', () => {
	const anyPrice = fc.integer({ min: 1, max: 2_000 });
	const plain: Reward = { ...gift, asks: undefined };
	fc.assert(
		fc.property(anyPrice, anyPrice, anyPrice, (points, seen, balance) => {
			const attempt = () =>
				decideRedemption({ ...asking, balance }, { ...sale, reward: { ...plain, points } }, seen);
			if (points !== seen) expect(attempt).toThrow('price-changed');
			else if (points > balance) expect(attempt).toThrow('not-enough-points');
			else expect(attempt().points).toBe(seen);
		})
	);
});

test('E5: a bill is paid where and when its reward allows it', () => {
	const blackouts = [{ from: '2026-03-01', to: '2026-03-01' }];
	const reward: Reward = { ...gift, kind: 'money-off', asks: undefined, properties: ['LIS'] };
	const bill = (changes: Partial<Sale>) =>
		refusalOf(() => refuseBill(asking, { ...sale, reward, ...changes }))?.code;
	expect(bill({})).toBeUndefined();
	expect(bill({ house: { code: 'BER', timeZone: 'Europe/Berlin' } })).toBe('reward-not-here');
	expect(bill({ reward: { ...reward, blackouts } })).toBe('reward-not-that-day');
	expect(bill({ reward: { ...reward, kind: 'gift' } })).toBe('reward-not-on-offer');
	expect(bill({ status: 'paused' })).toBe('reward-not-on-offer');
});
