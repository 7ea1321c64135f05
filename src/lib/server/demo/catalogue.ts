import type { Reward, RewardStatus } from '#lib/domain/rewards/reward.ts';

export interface DemoReward {
	readonly id: string;
	readonly reward: Reward;
	readonly status: RewardStatus;
	readonly stock: number | null;
	/** Of houses by their codes, where it is counted by house. */
	readonly stockByHouse?: Readonly<Record<string, number>> | undefined;
	/** A partner's, made up. */
	readonly codes?: readonly string[] | undefined;
	/** How often it is chosen, where one price is for everybody. */
	readonly wanted: number;
}

const text = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const idOf = (number: number) => `01980000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const lateCheckOut = idOf(1);
export const dinnerForTwo = idOf(3);
export const nightInLisbon = idOf(5);

/** What the group gives for points; two of them are not on offer, as in every real catalogue. */
export const rewards: readonly DemoReward[] = [
	{
		id: lateCheckOut,
		status: 'offered',
		stock: null,
		wanted: 5,
		reward: {
			kind: 'late-check-out',
			name: text('The room until four', '房间留到四点'),
			description: text(
				'Sleep in, swim once more, have lunch. Your room stays yours until four in the afternoon on the day you leave.',
				'睡个懒觉，再游一次泳，用过午餐再走。离店当天，房间为您保留到下午四点。'
			),
			terms: text(
				'One voucher for one room and one stay. Tell us by the evening before.',
				'一张券适用于一间房、一次住宿。请在前一晚告知我们。'
			),
			points: 3_000,
			until: '16:00',
			validDays: 180,
			cancelWithinDays: 14
		}
	},
	{
		id: idOf(2),
		status: 'offered',
		stock: null,
		wanted: 4,
		reward: {
			kind: 'dining-credit',
			name: text('A drink at the bar', '酒吧小酌'),
			description: text(
				'Twenty euros at the bar or on the terrace, whenever the evening asks for it.',
				'在酒吧或露台抵用二十欧元，随您的兴致。'
			),
			points: 4_500,
			amount: { minor: 2_000, currency: 'EUR' },
			validDays: 180,
			cancelWithinDays: 14
		}
	},
	{
		id: dinnerForTwo,
		status: 'offered',
		stock: null,
		wanted: 3,
		reward: {
			kind: 'dining-credit',
			name: text('Dinner for two', '双人晚餐'),
			description: text(
				'Eighty euros at our restaurants in Lisbon and on Crete: enough for two, with a glass of wine each.',
				'在里斯本与克里特的餐厅抵用八十欧元：足够两位用餐，并各享一杯葡萄酒。'
			),
			points: 16_000,
			properties: ['AUR-LIS', 'AUR-CRE'],
			amount: { minor: 8_000, currency: 'EUR' },
			validDays: 270,
			cancelWithinDays: 14
		}
	},
	{
		id: idOf(4),
		status: 'offered',
		stock: null,
		wanted: 2,
		reward: {
			kind: 'free-night',
			name: text('A night in Berlin', '柏林一晚'),
			description: text(
				'One night in a studio at Aurora Apartments, with your own kitchen and the courtyard below.',
				'在极光公寓的单间住一晚，有自己的厨房，楼下就是庭院。'
			),
			points: 15_000,
			properties: ['AUR-BER'],
			nights: 1,
			validDays: 365,
			cancelWithinDays: 30
		}
	},
	{
		id: nightInLisbon,
		status: 'offered',
		stock: null,
		wanted: 0,
		reward: {
			kind: 'free-night',
			name: text('A night in Lisbon', '里斯本一晚'),
			description: text(
				'One night for two in a standard room in the city, breakfast included.',
				'城中标准客房双人一晚，含早餐。'
			),
			points: 24_000,
			pointsByTier: { gold: 21_000, platinum: 19_000 },
			properties: ['AUR-LIS'],
			nights: 1,
			validDays: 365,
			cancelWithinDays: 30
		}
	},
	{
		id: idOf(6),
		status: 'offered',
		stock: 12,
		wanted: 0,
		reward: {
			kind: 'free-night',
			name: text('Two nights by the sea', '海边两晚'),
			description: text(
				'Two nights for two in a superior room with a view of the bay. Kept for our Gold guests and above.',
				'海湾景观高级客房双人两晚，为金卡及以上的会员保留。'
			),
			points: 55_000,
			tierMin: 'gold',
			properties: ['AUR-CRE'],
			nights: 2,
			validDays: 365,
			cancelWithinDays: 30,
			limitPerMember: 2
		}
	},
	{
		id: idOf(7),
		status: 'offered',
		stock: 8,
		wanted: 1,
		reward: {
			kind: 'dining-credit',
			name: text('The chef’s table', '主厨餐桌'),
			description: text(
				'An evening in the kitchen of Aurora City, six courses, eight guests a season.',
				'在极光城市酒店的厨房里度过一晚：六道菜，每季仅八位客人。'
			),
			points: 22_000,
			properties: ['AUR-LIS'],
			amount: { minor: 14_000, currency: 'EUR' },
			validDays: 120,
			limitPerMember: 1
		}
	},
	{
		id: idOf(8),
		status: 'draft',
		stock: 40,
		wanted: 0,
		reward: {
			kind: 'dining-credit',
			name: text('Supper at the spa', '水疗晚餐'),
			description: text(
				'A light supper after the sauna: thirty-five euros in the garden room.',
				'桑拿之后的清淡晚餐：在花园厅抵用三十五欧元。'
			),
			points: 7_500,
			properties: ['AUR-CRE'],
			amount: { minor: 3_500, currency: 'EUR' },
			validDays: 120,
			cancelWithinDays: 14
		}
	},
	{
		id: idOf(9),
		status: 'archived',
		stock: null,
		wanted: 0,
		reward: {
			kind: 'late-check-out',
			name: text('The room until noon', '房间留到中午'),
			description: text('From the years before noon was the rule.', '在中午退房成为惯例之前。'),
			points: 1_500,
			until: '12:00',
			validDays: 90
		}
	}
];
