import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { DemoReward } from './catalogue.ts';

const text = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const idOf = (number: number) => `01980000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const offered = (
	number: number,
	reward: Reward,
	counted: Partial<Pick<DemoReward, 'stock' | 'stockByHouse' | 'codes'>> = {}
): DemoReward => ({
	id: idOf(number),
	status: 'offered',
	stock: null,
	wanted: 0,
	reward,
	...counted
});
const cash = (points: number, minor: number) => ({ points, cash: { minor, currency: 'EUR' } });

export const roomWithView = idOf(12);

/** Those where the guest chooses a house, a day, nights or a way to pay, and those that are had at once. */
export const moreRewards: readonly DemoReward[] = [
	offered(11, {
		kind: 'spa-credit',
		name: text('An afternoon at the spa', '水疗午后'),
		description: text(
			'Sixty euros for treatments and tea at the spa on Crete. Use it all at once or bit by bit.',
			'在克里特水疗中心抵用六十欧元，护理与茶点皆可，可一次用完，也可分次使用。'
		),
		points: 12_000,
		withCash: [cash(7_000, 2_500)],
		properties: ['AUR-CRE'],
		amount: { minor: 6_000, currency: 'EUR' },
		inParts: true,
		validDays: 270,
		cancelWithinDays: 14
	}),
	offered(12, {
		kind: 'room-upgrade',
		name: text('A room with a view', '景观客房'),
		description: text(
			'The next better room for your whole stay, if it is free. The hotel tells you the day before.',
			'整段住宿升级至高一级客房，视房况而定。酒店会在前一天答复您。'
		),
		points: 6_000,
		room: text('The next better room', '高一级客房'),
		asks: 'date',
		confirm: { daysBefore: 1, by: '18:00' },
		perDay: 2,
		blackouts: [
			{ from: '2026-12-24', to: '2027-01-02' },
			{ from: '2027-12-24', to: '2028-01-02' }
		],
		validDays: 180,
		cancelWithinDays: 60
	}),
	offered(13, {
		kind: 'breakfast',
		name: text('Breakfast on us', '早餐由我们请'),
		description: text(
			'Breakfast for two on three mornings of your stay.',
			'住宿期间三天的双人早餐。'
		),
		points: 5_500,
		persons: 2,
		mornings: 3,
		asks: 'property',
		validDays: 180,
		cancelWithinDays: 14
	}),
	offered(14, {
		kind: 'free-night',
		name: text('Nights in the city', '城中数晚'),
		description: text(
			'A standard room for two at Aurora City, for as many nights as you like.',
			'极光城市酒店标准客房双人入住，几晚由您决定。'
		),
		points: 20_000,
		withCash: [cash(11_000, 9_000)],
		nightsMost: 5,
		properties: ['AUR-LIS'],
		asks: 'date',
		leadHours: 72,
		validDays: 365,
		cancelWithinDays: 30
	}),
	offered(15, {
		kind: 'nth-night',
		name: text('The fourth night', '第四晚免费'),
		description: text('Stay four nights in a row, pay three.', '连住四晚，只付三晚。'),
		points: 14_000,
		nth: 4,
		validDays: 365,
		cancelWithinDays: 30
	}),
	offered(
		16,
		{
			kind: 'gift',
			name: text('Oil from our trees', '自家橄榄油'),
			description: text(
				'Half a litre from the old trees behind the house on Crete, at reception.',
				'克里特酒店后院老橄榄树榨制，半升装，在前台领取。'
			),
			points: 3_500,
			limitPerMember: 2,
			validDays: 90,
			cancelWithinDays: 14
		},
		{ stock: 40 }
	),
	offered(17, {
		kind: 'donation',
		name: text('For the turtles', '守护海龟'),
		description: text(
			'We give ten euros to those who watch over the nests on the beach.',
			'我们将为守护海滩海龟巢穴的人们捐出十欧元。'
		),
		points: 2_000,
		partner: text('the turtle watch', '海龟守护站'),
		validDays: 1
	}),
	offered(18, {
		kind: 'status-gift',
		name: text('Three months of Platinum', '白金三个月'),
		description: text(
			'Try Platinum: everything it brings, for three months.',
			'体验白金等级：三个月内享有其全部礼遇。'
		),
		points: 45_000,
		tier: 'platinum',
		months: 3,
		tierMin: 'silver',
		validDays: 1
	}),
	offered(19, {
		kind: 'money-off',
		name: text('Points on your bill', '积分抵账单'),
		description: text(
			'Pay a part of your bill with points, at any of our hotels.',
			'在旗下任一酒店，用积分支付部分账单。'
		),
		points: 1_000,
		validDays: 1
	}),
	offered(
		20,
		{
			kind: 'partner-code',
			name: text('An evening of film', '电影之夜'),
			description: text(
				'A ticket for two at the Lantern, the cinema round the corner in Lisbon. The code is on your voucher at once.',
				'里斯本街角灯笼影院双人票一张，兑换码即刻显示在您的券上。'
			),
			points: 4_000,
			partner: text('the Lantern', '灯笼影院'),
			limitPerMember: 2,
			lowStock: 10,
			validDays: 180
		},
		{ codes: Array.from({ length: 50 }, (_, at) => `LANTERN-${String(at * 7919 + 104_729)}`) }
	),
	offered(
		21,
		{
			kind: 'gift',
			name: text('A blanket for the terrace', '露台羊毛毯'),
			description: text(
				'Wool from the mountains, woven for us, waiting at the reception of the hotel you choose.',
				'选用高山羊毛，专为我们织就，在您选择的酒店前台等您来取。'
			),
			points: 9_000,
			pointsByTier: { gold: 8_000 },
			asks: 'property',
			properties: ['AUR-LIS', 'AUR-CRE'],
			lowStock: 3,
			validDays: 120,
			cancelWithinDays: 14
		},
		{ stockByHouse: { 'AUR-LIS': 12, 'AUR-CRE': 5 } }
	)
];
