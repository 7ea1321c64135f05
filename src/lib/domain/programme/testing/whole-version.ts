import type { Version } from '../programme.ts';

const text = (en: string, zh: string) => ({ en, 'zh-CN': zh });

/** A version that uses every field there is, for what must hold of each of them. */
export const wholeVersion: Version = {
	from: '2026-01-01',
	currency: 'EUR',
	timeZone: 'Europe/Berlin',
	pointsName: { en: { one: 'star', other: 'stars' }, 'zh-CN': { other: '星星' } },
	brands: ['standard', 'economy'],
	backdateDays: 30,
	counters: [
		{ id: 'nights', unit: 'nights', name: text('Nights', '房晚') },
		{ id: 'spend', unit: 'money', name: text('Spend', '消费') },
		{ id: 'no-shows', unit: 'times', name: text('No-shows', '未到') },
		{ id: 'status', unit: 'points', name: text('Status points', '等级积分') }
	],
	tiers: [
		{ id: 'base', name: text('Base', '普通'), tone: 'plain', bonus: 0, ways: [] },
		{
			id: 'silver',
			name: text('Silver', '银卡'),
			tone: 'silver',
			bonus: '0.1',
			ways: [
				{
					id: 'nights',
					kind: 'reach',
					window: { kind: 'calendar-year' },
					needs: { kind: 'at-least', credit: 'nights', amount: 10 },
					validity: { kind: 'end-of-month', month: 2, yearsAfter: 2 }
				},
				{ id: 'named', kind: 'named', validity: { kind: 'life' } }
			],
			keep: {
				needs: { kind: 'at-least', credit: 'nights', amount: 8 },
				window: { kind: 'calendar-year' },
				validity: { kind: 'member-year', yearsAfter: 1 },
				otherwise: { kind: 'by-credits' }
			},
			benefits: [
				{ id: 'late', name: text('Late check-out', '延迟退房') },
				{ id: 'water', name: text('Water', '饮用水') }
			]
		},
		{
			id: 'gold',
			name: text('Gold', '金卡'),
			tone: 'gold',
			bonus: '0.25',
			ways: [
				{
					id: 'both',
					kind: 'reach',
					window: { kind: 'rolling-months', months: 12 },
					needs: {
						kind: 'all',
						of: [
							{
								kind: 'any',
								of: [
									{ kind: 'at-least', credit: 'nights', amount: 25 },
									{ kind: 'at-least', credit: 'spend', amount: '5000.50' }
								]
							},
							{ kind: 'at-most', credit: 'no-shows', amount: 3 }
						]
					},
					validity: { kind: 'months', months: 12, from: 'month-start' },
					after: 'silver'
				},
				{
					id: 'trial',
					kind: 'challenge',
					days: 90,
					needs: { kind: 'at-least', credit: 'nights', amount: 8 },
					validity: { kind: 'member-year', yearsAfter: 1 }
				}
			],
			keep: {
				needs: { kind: 'at-least', credit: 'nights', amount: 20 },
				window: { kind: 'months', months: 12, gap: 1 },
				validity: { kind: 'months', months: 12, from: 'day' },
				otherwise: { kind: 'one-down', validity: { kind: 'months', months: 6, from: 'day' } }
			}
		}
	],
	credits: [
		{
			id: 'nights',
			kind: 'nights',
			credit: 'nights',
			awardNights: 'count',
			countsOn: 'departure',
			where: { brands: ['standard'] }
		},
		{
			id: 'stays',
			kind: 'stays',
			credit: 'nights',
			backToBack: 'one',
			where: { channels: ['direct'] }
		},
		{
			id: 'spend',
			kind: 'spend',
			credit: 'spend',
			classes: ['room', 'food'],
			maxRooms: 2,
			where: { properties: ['CITY'] }
		},
		{ id: 'base', kind: 'base-points', credit: 'status', where: { ratePlans: ['FLEX'] } },
		{ id: 'no-shows', kind: 'no-shows', credit: 'no-shows', where: { roomTypes: ['SUITE'] } }
	],
	earning: [
		{
			id: 'standard',
			kind: 'rate',
			points: 10,
			per: 1,
			classes: ['room', 'food'],
			basis: 'departure',
			as: 'base',
			rank: 1,
			stop: true,
			where: {
				properties: ['CITY'],
				brands: ['standard'],
				channels: ['direct'],
				exceptChannels: ['agency'],
				ratePlans: ['FLEX'],
				exceptRatePlans: ['STAFF'],
				roomTypes: ['SUITE'],
				nightsMin: 2,
				from: '2026-02-01',
				to: '2026-11-30',
				daysOfMonth: [18]
			},
			maxRooms: 3,
			cap: 50_000,
			awardNights: 'skip'
		},
		{
			id: 'extra',
			kind: 'rate',
			points: '2.5',
			per: 1,
			classes: ['spa'],
			basis: 'night',
			as: 'bonus'
		}
	],
	rounding: { mode: 'floor', at: 'line' },
	releaseDays: 14,
	expiry: { kind: 'inactivity', months: 24, activity: ['stay', 'redeem'], sleepsFrom: 'gold' },
	reminders: { daysBefore: [60, 7] },
	awards: [
		{ id: 'survey', kind: 'fixed', on: 'survey', points: 200 },
		{ id: 'friend', kind: 'fixed', on: 'referral', points: 500 }
	],
	milestones: [
		{
			id: 'points',
			credit: 'nights',
			window: { kind: 'calendar-year' },
			at: { from: 40, step: 10, to: 360 },
			kind: 'points',
			points: 10_000
		},
		{
			id: 'night',
			credit: 'nights',
			window: { kind: 'membership' },
			at: [100, 200],
			kind: 'gift',
			gift: {
				id: 'night',
				name: text('Free night', '免费房晚'),
				count: 2,
				validity: { kind: 'months', months: 12, from: 'day' },
				use: { perNight: true, returns: { daysBefore: 1, at: '14:00' } }
			}
		},
		{
			id: 'choice',
			credit: 'nights',
			window: { kind: 'member-year' },
			at: [20],
			kind: 'choice',
			options: [
				{ id: 'five', name: text('Points', '积分'), points: 5000 },
				{
					id: 'upgrade',
					name: text('Upgrade', '升级'),
					count: 1,
					validity: { kind: 'life' },
					use: { perNight: false }
				}
			],
			choose: 2,
			withinDays: 90,
			otherwise: ['five', 'upgrade']
		}
	],
	restart: 'on-upgrade',
	rollOver: [{ id: 'roll', credit: 'nights', tierMin: 'gold', years: [2025] }],
	tierYears: [{ id: 'gold-years', credit: 'status', tierMin: 'gold' }],
	cards: [
		{
			id: 'paid',
			name: text('Paid card', '付费卡'),
			tier: 'silver',
			validity: { kind: 'months', months: 12, from: 'day' },
			credits: [{ credit: 'nights', amount: 20 }]
		}
	],
	activities: [
		{
			id: 'event',
			name: text('Event', '活动'),
			measures: [
				{ id: 'bill', unit: 'money' },
				{ id: 'guests', unit: 'count' }
			],
			earning: [
				{
					id: 'bill',
					measure: 'bill',
					points: 1,
					per: 2,
					as: 'base',
					from: '2026-03-01',
					to: '2026-10-31',
					cap: 60_000
				}
			],
			credits: [{ id: 'status', credit: 'status', measure: 'bill', amount: 1, per: 2, cap: 60_000 }]
		}
	],
	discounted: 'earn',
	claimMonths: 6,
	rewardNights: { freeEvery: 5, freeMost: 4, tierMin: 'silver' },
	conversions: [
		{ id: 'miles', name: text('Miles', '里程'), pointsMin: 1000, step: 500, rate: '0.5' }
	],
	transfer: {
		givenMost: 50_000,
		receivedMost: 60_000,
		pointsMin: 1000,
		delayDays: 3,
		memberDaysMin: 90
	},
	pooling: { membersMost: 6, takenMost: 40_000, delayDays: 7 },
	approvals: { adjustMost: { desk: 0, manager: 5000, owner: 100_000 } },
	moneyOff: { kind: 'steps', points: 2000, amount: 40 },
	clawback: 'debt',
	returnGraceDays: 30,
	services: [
		{
			id: 'safe',
			name: text('Safe', '保险箱'),
			byTier: { silver: 'on-request', gold: 'offered' },
			byProperty: { CITY: { silver: 'none' } }
		}
	]
};

/** What a version can have instead, where it has only one of several kinds. */
export const otherKinds: readonly Partial<Version>[] = [
	{ expiry: { kind: 'never' } },
	{ expiry: { kind: 'inactivity', days: 365, activity: ['stay'] } },
	{ expiry: { kind: 'lot', months: 36, to: 'end-of-month' } },
	{ expiry: { kind: 'lot-days', days: 365 } },
	{ expiry: { kind: 'fixed-day', month: 11, day: 30, yearsAfter: 1 } },
	{ expiry: { kind: 'fixed-day', month: 3, day: 20, yearsAfter: 2 } },
	{ moneyOff: { kind: 'any', pointsPerUnit: 15 } }
];
