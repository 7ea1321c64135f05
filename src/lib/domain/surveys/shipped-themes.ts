import type { Theme } from './themes.ts';

/** The dictionary that Stayward comes with, over the dimensions of its survey. */
export const shippedThemes: readonly Theme[] = [
	theme('location', 'surroundings', ['Location and view', '位置与景观'], {
		en: 'location located area neighbourhood neighborhood central view views scenery surroundings garden sea',
		zh: '位置 地段 地理位置 周边 景色 风景 海景 江景 环境 闹中取静'
	}),
	theme('getting-here', 'surroundings', ['Getting here and parking', '交通与停车'], {
		en: 'parking park garage transport metro subway bus taxi train station airport shuttle',
		zh: '交通 地铁 地铁站 公交 打车 出租车 机场 车站 停车 停车场 停车位 班车'
	}),
	theme('bed', 'facilities', ['Bed and sleep', '床与睡眠'], {
		en: 'bed beds mattress pillow pillows duvet blanket sheets sleep slept',
		zh: '床 床垫 枕头 荞麦枕 枕 被子 床单 床品 睡眠 睡'
	}),
	theme('bathroom', 'facilities', ['Bathroom', '卫浴'], {
		en: 'bathroom bath shower showers toilet towel towels tap drain water pressure',
		zh: '浴室 卫生间 洗手间 淋浴 花洒 热水 水压 毛巾 马桶 浴缸 洗漱用品'
	}),
	theme('climate', 'facilities', ['Air and temperature', '空气与温度'], {
		en: 'warm hot cold heating heater air aircon air-con conditioning temperature stuffy window windows',
		zh: '空调 暖气 温度 热 冷 闷 通风 窗户 制冷 闷热'
	}),
	theme('noise', 'facilities', ['Noise and quiet', '噪音与安静'], {
		en: 'noise noisy loud quiet quietly peaceful silent soundproof soundproofing walls music',
		zh: '噪音 噪声 吵 吵闹 隔音 安静 嘈杂 声音 隔壁 施工'
	}),
	theme('wifi', 'facilities', ['Internet', '网络'], {
		en: 'wifi wi-fi internet wireless network connection signal',
		zh: 'wifi 无线 无线网 网络 网速 信号 上网'
	}),
	theme('check-in', 'service', ['Arriving and leaving', '入住与退房'], {
		en: 'check-in check-out checkin checkout check checked reception desk queue wait waited waiting arrival',
		zh: '入住 退房 办理 前台 排队 等候 等待 手续 押金 预订'
	}),
	theme('breakfast', 'service', ['Breakfast and food', '早餐与餐饮'], {
		en: 'breakfast buffet restaurant dinner lunch food meal meals coffee tasty delicious menu',
		zh: '早餐 早饭 餐厅 自助餐 菜品 咖啡 口味 品种 味道 晚餐 好吃 美味'
	}),
	theme('cleanliness', 'service', ['Cleanliness', '清洁'], {
		en: 'clean cleaned cleaning cleanliness dirty dust dusty stain stains smell smelled housekeeping spotless',
		zh: '干净 整洁 卫生 脏 灰尘 打扫 清洁 异味 霉味 污渍 保洁'
	}),
	theme('staff', 'people', ['Staff', '员工'], {
		en: 'staff people team friendly kind kindest helpful polite rude attentive welcoming remembered thank',
		zh: '服务员 员工 工作人员 态度 热情 友好 贴心 礼貌 耐心 周到 亲切 冷淡'
	}),
	theme('price', 'spend', ['Price and value', '价格与价值'], {
		en: 'price prices priced expensive cheap overpriced value worth cost costs money charge charged',
		zh: '价格 性价比 房价 便宜 昂贵 贵 划算 值得 收费 物超所值'
	})
];

function theme(
	id: string,
	dimension: string,
	[en, zh]: readonly [string, string],
	words: { readonly en: string; readonly zh: string }
): Theme {
	return {
		id,
		dimension,
		name: { en, 'zh-CN': zh },
		words: { en: words.en.split(' '), 'zh-CN': words.zh.split(' ') }
	};
}
