import type { EntryLine, PendingLine, PointsName } from '#lib/domain/views/common.ts';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import type { NextTier } from '#lib/domain/views/home.ts';
import type { RewardLine, VoucherLine } from '#lib/domain/views/rewards.ts';
import type { StayLine } from '#lib/domain/views/stays.ts';

// What the components are shown with: short, long, and as it goes wrong.

export const short = { en: 'Aurora City', 'zh-CN': '极光城市' };
export const long = {
	en: 'The Grand Aurora Palace and Conference Resort at the Old Harbour of Heraklion',
	'zh-CN': '伊拉克利翁老港口极光宫殿会议度假大酒店（原海关大楼历史建筑群）'
};
export const pointsName: PointsName = {
	en: { one: 'point', other: 'points' },
	'zh-CN': { other: '积分' }
};
export const tones = [
	'bronze',
	'silver',
	'gold',
	'platinum',
	'titanium',
	'onyx',
	'diamond'
] as const;

const stay = { arrival: '2026-02-26', departure: '2026-03-03', nights: 5 };
const line = {
	id: '1',
	points: 12_480,
	nights: 5,
	property: short,
	status: 'checked_out'
} as const;

export const stays: readonly StayLine[] = [
	{ ...line, ...stay },
	{ ...line, ...stay, id: '2', status: 'booked', points: 0 },
	{ ...line, ...stay, id: '3', property: long, points: 1_284_480 },
	{ ...line, ...stay, id: '4', status: 'cancelled', points: 0 },
	{ ...line, ...stay, id: '5', points: 0, noPoints: { code: 'channel', facts: {} } },
	{ ...line, ...stay, id: '6', points: 0, pending: { points: 900, on: '2026-03-06', days: 3 } }
];

export const entries: readonly EntryLine[] = [
	{
		...{ id: '1', kind: 'earn', points: 12_480, balanceAfter: 40_000, on: '2026-03-03' },
		stay: { id: '1', property: short, ...stay }
	},
	{
		...{ id: '2', kind: 'earn', points: 1_284_480, balanceAfter: 1_324_480, on: '2026-03-03' },
		stay: { id: '2', property: long, ...stay }
	},
	{ id: '3', kind: 'redeem', points: -21_000, balanceAfter: 19_000, on: '2026-03-03' }
];

export const pending: PendingLine = {
	...{ id: '1', points: 900, on: '2026-03-06', days: 3 },
	stay: { id: '1', property: long, ...stay }
};

const reward = { least: 6_000, price: 6_000, withCash: [] };
export const rewards: readonly RewardLine[] = [
	{ ...reward, id: '1', kind: 'room-upgrade', name: short },
	{ ...reward, id: '2', kind: 'free-night', name: long, price: 4_800, plainPrice: 6_000 },
	{ ...reward, id: '3', kind: 'breakfast', name: short, short: 1_200 },
	{
		...{ ...reward, id: '4', kind: 'spa-credit' as const, name: short },
		withCash: [{ points: 3_000, cash: { minor: 2_500, currency: 'EUR' } }],
		amount: { minor: 8_000, currency: 'EUR' }
	}
];

const voucher = {
	...{ code: '2VNR GCZG 8K78 PG77', validFrom: '2026-03-01', validTo: '2026-09-01' },
	kind: 'late-check-out'
} as const;
export const vouchers: readonly VoucherLine[] = [
	{ ...voucher, id: '1', status: 'issued', name: short },
	{ ...voucher, id: '2', status: 'used', name: long },
	{ ...voucher, id: '3', status: 'cancelled', name: short }
];

const nights = { credit: 'nights', unit: 'nights', name: short } as const;
const tier = { id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, tone: 'gold' };
export const nexts: readonly NextTier[] = [
	{
		tier,
		ways: [
			{
				...{ id: '1', by: '2026-12-31', needs: 'all' },
				counters: [{ ...nights, has: 22, goal: 25 }]
			}
		]
	},
	{
		tier: { ...tier, name: long },
		ways: [
			{
				...{ id: '1', by: '2026-12-31', needs: 'any' },
				counters: [
					{ ...nights, has: 0, goal: 50 },
					{
						credit: 'spend',
						unit: 'money',
						name: short,
						has: 120_000,
						goal: 500_000,
						currency: 'EUR'
					}
				]
			}
		]
	}
];

export const wrong: FormAnswer = {
	values: { name: 'a' },
	problems: {
		name: 'name-too-short',
		about: 'too-long',
		house: 'required',
		agree: 'consent-needed'
	}
};
export const refused: FormAnswer = {
	values: {},
	problems: {},
	refusal: { code: 'changed-meanwhile', facts: {} }
};
