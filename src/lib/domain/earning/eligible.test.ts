import { describe, expect, test } from 'vitest';
import { toText } from '../fraction.ts';
import type { StayWhere, Where } from '../programme/programme.ts';
import { stayOf } from '../testing/make.ts';
import { hasDates, paidPart, roomShare, slicesOf, unfit } from './eligible.ts';

const placed = { channel: 'web', ratePlan: 'flex', roomType: 'twin' };

describe('D2: a rule says which of its conditions a stay does not meet', () => {
	test.each<[StayWhere | undefined, string | undefined]>([
		[undefined, undefined],
		[{}, undefined],
		[{ properties: ['P1'] }, undefined],
		[{ properties: ['P2'] }, 'property'],
		[{ brands: ['other'] }, 'brand'],
		[{ channels: ['web'] }, undefined],
		[{ channels: ['desk'] }, 'channel'],
		[{ exceptChannels: ['web'] }, 'channel'],
		[{ exceptChannels: ['desk'] }, undefined],
		[{ ratePlans: ['flex', 'best'] }, undefined],
		[{ ratePlans: ['best'] }, 'rate-plan'],
		[{ exceptRatePlans: ['flex'] }, 'rate-plan'],
		[{ exceptRatePlans: ['best'] }, undefined],
		[{ roomTypes: ['suite'] }, 'room-type'],
		[{ nightsMin: 3 }, undefined],
		[{ nightsMin: 4 }, 'nights']
	])('D2: %j', (where, said) => {
		expect(unfit(where, stayOf({ ...placed, nights: 3 }))).toBe(said);
	});

	test.each<[StayWhere, string | undefined]>([
		[{ channels: ['web'] }, 'channel'],
		[{ exceptChannels: ['web'] }, undefined],
		[{ ratePlans: ['flex'] }, 'rate-plan'],
		[{ exceptRatePlans: ['flex'] }, undefined],
		[{ roomTypes: ['twin'] }, 'room-type']
	])('D2: a stay of which nothing is said, %j', (where, said) => {
		expect(unfit(where, stayOf())).toBe(said);
	});
});

test.each<[Where | undefined, boolean]>([
	[undefined, false],
	[{ brands: ['standard'] }, false],
	[{ from: '2026-01-01' }, true],
	[{ to: '2026-01-31' }, true],
	[{ daysOfMonth: [8] }, true]
])('D2: %j looks at days: %s', (where, has) => {
	expect(hasDates(where)).toBe(has);
});

describe('D2: how amounts lie over the days', () => {
	const evenly = [
		{ on: '2026-03-02', weight: 1 },
		{ on: '2026-03-03', weight: 1 }
	];
	const nights = (...amounts: number[]) =>
		amounts.map((amountMinor, at) => ({ on: `2026-03-0${2 + at}`, amountMinor }));

	test.each([
		['nothing said', undefined, evenly],
		['nothing above zero', nights(0, -5), evenly],
		[
			'one night free, one above zero',
			nights(0, 700),
			[
				{ on: '2026-03-02', weight: 0 },
				{ on: '2026-03-03', weight: 700 }
			]
		]
	] as const)('D2: the room by its nights, %s', (_, nightAmounts, slices) => {
		expect(slicesOf(stayOf({ nights: 2, nightAmounts }), 'room')).toEqual(slices);
	});

	test('D2: a day use is a day; other classes lie on the dates of their own lines', () => {
		expect(slicesOf(stayOf({ nights: 0 }), 'room')).toEqual([{ on: '2026-03-02', weight: 1 }]);
		const folio = [
			{ class: 'food', amountMinor: 900, on: '2026-03-03' },
			{ class: 'room', amountMinor: 5_000, on: '2026-03-04' },
			{ class: 'food', amountMinor: -100, on: '2026-03-04' }
		] as const;
		expect(slicesOf(stayOf({ folio }), 'food')).toEqual([
			{ on: '2026-03-03', weight: 900 },
			{ on: '2026-03-04', weight: 0 }
		]);
	});
});

test.each([
	['no limit', 'room', undefined, undefined, undefined],
	['as many rooms as count', 'room', 3, [500, 300, 200], undefined],
	['their own amounts, the own room first', 'room', 1, [500, 300, 200], '1/2'],
	['amounts that are all zero', 'room', 1, [0, 0, 0], '1/3'],
	['amounts that sum to less than zero', 'room', 1, [-1, 0, 0], '1/3'],
	['another class', 'food', 2, [500, 300, 200], '2/3']
] as const)('D2: of three rooms, %s', (_, revenueClass, most, roomAmounts, share) => {
	const part = roomShare(stayOf({ rooms: 3, roomAmounts }), revenueClass, most);
	expect(part && toText(part)).toBe(share);
});

test.each([
	[undefined, 10_000, 'skip', undefined],
	[0, 10_000, 'skip', undefined],
	[2_500, 10_000, 'earn', undefined],
	[2_500, 10_000, 'skip', { money: 7_500, of: 10_000 }],
	[12_000, 10_000, 'skip', { money: 0, of: 10_000 }],
	[2_500, 0, 'skip', undefined]
] as const)(
	'D2: %s of %s paid with points, which %s: what money paid',
	(paidWithPointsMinor, roomMinor, discounted, part) => {
		expect(paidPart(stayOf({ roomMinor, paidWithPointsMinor }), { discounted })).toEqual(part);
	}
);
