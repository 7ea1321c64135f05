import type { Text } from '../text.ts';
import type { ItemDocument, Option } from './item.ts';

interface ShippedItem {
	readonly id: string;
	readonly document: ItemDocument;
}

export interface ShippedGroup {
	readonly id: string;
	readonly label: Text;
	readonly items: readonly ShippedItem[];
}

type Words = readonly [en: string, zh: string];

const text = ([en, zh]: Words): Text => ({ en, 'zh-CN': zh });

function choice(
	kind: 'one' | 'several',
	id: string,
	label: Words,
	options: Readonly<Record<string, Words>>,
	hint?: Words
): ShippedItem {
	const offered: Option[] = Object.entries(options).map(([option, words]) => ({
		id: option,
		label: text(words)
	}));
	const said = { label: text(label), ...(hint ? { hint: text(hint) } : {}) };
	return { id, document: { kind, ...said, options: offered } };
}

/** What says something of health is marked as such. */
const ofHealth = ({ id, document }: ShippedItem): ShippedItem => ({
	id,
	document: { ...document, health: true }
});

/** Promised by tier where the programme has the service of this id. */
const promisedBy = (service: string, { id, document }: ShippedItem): ShippedItem => ({
	id,
	document: { ...document, service }
});

/** The catalogue that a new house begins with. What says something of belief is not in it. */
export const catalogue: readonly ShippedGroup[] = [
	{
		id: 'bed',
		label: text(['Bed', '床铺']),
		items: [
			choice('one', 'bed-type', ['Kind of bed', '床型'], {
				double: ['One large bed', '一张大床'],
				twin: ['Two single beds', '两张单人床']
			}),
			choice('one', 'bed-making', ['How the bed is made', '铺床方式'], {
				'light-duvet': ['Light duvet', '薄被'],
				'warm-duvet': ['Warm duvet', '厚被'],
				blanket: ['Sheet and blanket', '床单加毛毯']
			}),
			choice('several', 'pillow', ['Pillow', '枕头'], {
				soft: ['Soft', '软枕'],
				firm: ['Firm', '硬枕'],
				memory: ['Memory foam', '记忆枕'],
				buckwheat: ['Buckwheat', '荞麦枕'],
				low: ['Low', '低枕'],
				extra: ['An extra one', '多一个枕头']
			}),
			choice('one', 'bed-linen', ['Colour of the bed linen', '床品颜色'], {
				white: ['White', '白色'],
				ivory: ['Ivory', '米色'],
				blue: ['Pale blue', '浅蓝'],
				grey: ['Soft grey', '浅灰']
			})
		]
	},
	{
		id: 'room',
		label: text(['Room', '客房']),
		items: [
			choice('one', 'floor', ['Floor', '楼层'], {
				high: ['High up', '高楼层'],
				low: ['Low down', '低楼层']
			}),
			choice('one', 'lift', ['Lift', '电梯'], {
				near: ['Near the lift', '靠近电梯'],
				away: ['Away from the lift', '远离电梯']
			}),
			choice('several', 'quiet', ['Quiet', '安静'], {
				street: ['Away from the street', '不临街'],
				events: ['Away from bars and events', '远离酒吧和宴会厅'],
				door: ['No connecting door', '不要连通门']
			}),
			choice('one', 'view', ['View', '景观'], {
				water: ['Sea, lake or river', '海景、湖景或江景'],
				garden: ['Garden', '花园'],
				city: ['City', '城市'],
				courtyard: ['Courtyard', '庭院']
			}),
			{
				id: 'temperature',
				document: {
					kind: 'number',
					label: text(['Temperature on arrival', '入住时的室温']),
					unit: text(['°C', '°C']),
					min: 16,
					max: 28
				}
			},
			choice('one', 'lighting', ['Light in the evening', '晚间灯光'], {
				dim: ['Dim', '柔和'],
				bright: ['Bright', '明亮'],
				reading: ['Reading light at the bed', '床头阅读灯']
			}),
			choice('one', 'curtain', ['Curtains', '窗帘'], {
				open: ['Open', '拉开'],
				sheer: ['Only the sheer ones drawn', '只拉纱帘'],
				closed: ['Fully closed', '全部拉上']
			}),
			choice('one', 'colours', ['Colours of the room', '房间色调'], {
				light: ['Light', '明亮'],
				warm: ['Warm', '暖色'],
				cool: ['Cool', '冷色'],
				dark: ['Dark', '深色']
			}),
			choice('one', 'television', ['Television', '电视'], {
				bed: ['Seen from the bed', '正对床'],
				seat: ['At the seating area', '在休息区'],
				none: ['None in sight', '不要看到电视']
			}),
			choice('one', 'smoking', ['Smoking', '吸烟'], {
				none: ['Non-smoking room', '无烟房'],
				balcony: ['A balcony to smoke on', '可在阳台吸烟'],
				room: ['Smoking room', '吸烟房']
			})
		]
	},
	{
		id: 'bath',
		label: text(['Bath', '浴室']),
		items: [
			choice('one', 'bath-shower', ['Bath or shower', '浴缸或淋浴'], {
				bath: ['Bath', '浴缸'],
				shower: ['Shower', '淋浴'],
				both: ['Both', '两样都要']
			}),
			{
				id: 'toiletries',
				document: {
					kind: 'text',
					label: text(['Toiletries', '洗护用品']),
					hint: text(['The brand you like best', '您喜欢的品牌']),
					lengthMax: 60
				}
			}
		]
	},
	{
		id: 'food',
		label: text(['Food and drink', '餐饮']),
		items: [
			choice('several', 'diet', ['How you eat', '饮食习惯'], {
				vegetarian: ['Vegetarian', '素食'],
				vegan: ['Vegan', '纯素'],
				fish: ['Fish, but no meat', '吃鱼不吃肉'],
				light: ['Light', '清淡'],
				'not-spicy': ['Not spicy', '不吃辣'],
				spicy: ['The hotter the better', '爱吃辣']
			}),
			promisedBy(
				'room-service',
				choice('several', 'room-service', ['Served in the room', '客房送餐'], {
					breakfast: ['Breakfast', '早餐'],
					supper: ['A late supper', '夜宵'],
					fruit: ['Fruit on arrival', '入住水果']
				})
			),
			choice('one', 'breakfast-time', ['Breakfast', '早餐时间'], {
				'06-30': ['From 6:30', '6:30 起'],
				'07-30': ['From 7:30', '7:30 起'],
				'08-30': ['From 8:30', '8:30 起'],
				'09-30': ['From 9:30', '9:30 起']
			}),
			choice('several', 'tea-set', ['Tea and coffee in the room', '房内茶和咖啡'], {
				green: ['Green tea', '绿茶'],
				black: ['Black tea', '红茶'],
				oolong: ['Oolong', '乌龙茶'],
				herbal: ['Herbal tea', '花草茶'],
				coffee: ['Coffee', '咖啡']
			}),
			choice('one', 'minibar', ['Minibar', '迷你吧'], {
				usual: ['As usual', '照常'],
				'no-alcohol': ['Without alcohol', '不放含酒精饮料'],
				empty: ['Empty, for my own things', '清空，我放自己的东西']
			})
		]
	},
	{
		id: 'stay',
		label: text(['The stay', '住店期间']),
		items: [
			choice('one', 'language', ['The language we speak with you', '与您交流的语言'], {
				en: ['English', '英语'],
				zh: ['Chinese', '中文'],
				yue: ['Cantonese', '粤语'],
				ja: ['Japanese', '日语'],
				ko: ['Korean', '韩语'],
				fr: ['French', '法语'],
				de: ['German', '德语'],
				es: ['Spanish', '西班牙语'],
				pt: ['Portuguese', '葡萄牙语'],
				it: ['Italian', '意大利语']
			}),
			choice(
				'one',
				'contact',
				['How we reach you', '联系方式'],
				{
					mail: ['E-mail', '电子邮件'],
					phone: ['Phone call', '电话'],
					message: ['Text message', '短信'],
					room: ['A note in the room', '房间留言']
				},
				['About your stay, never for advertising', '只为住店的事，不发广告']
			),
			choice('several', 'newspaper', ['Newspaper', '报纸'], {
				local: ['Local', '当地报纸'],
				international: ['International', '国际报纸'],
				business: ['Business', '财经报纸'],
				chinese: ['In Chinese', '中文报纸']
			}),
			promisedBy(
				'child-care',
				choice('several', 'children', ['For children', '儿童'], {
					cot: ['A cot', '婴儿床'],
					chair: ['A high chair', '儿童餐椅'],
					sitter: ['Somebody to look after them', '托管看护']
				})
			),
			promisedBy(
				'internet',
				choice('one', 'internet', ['Internet', '上网'], {
					fast: ['The fast line for work', '高速办公网络'],
					cable: ['By cable at the desk', '书桌有线网络']
				})
			),
			promisedBy(
				'safe',
				choice('one', 'safe', ['Safe', '保险箱'], {
					room: ['In the room', '客房保险箱'],
					desk: ['At the desk', '前台保管']
				})
			),
			promisedBy(
				'personal-service',
				choice('several', 'personal-service', ['Personal service', '贴身服务'], {
					unpack: ['Unpacking and pressing', '整理行李与熨衣'],
					table: ['A table booked for dinner', '代订餐位'],
					driver: ['A driver from station or airport', '接站接机']
				})
			),
			{
				id: 'birthday',
				document: { kind: 'day', label: text(['Birthday', '生日']) }
			},
			{
				id: 'anniversary',
				document: { kind: 'day', label: text(['Anniversary', '纪念日']) }
			}
		]
	},
	{
		id: 'health',
		label: text(['Allergies and access', '过敏与无障碍']),
		items: [
			choice('several', 'allergies', ['Allergies', '过敏'], {
				nuts: ['Nuts', '坚果'],
				peanuts: ['Peanuts', '花生'],
				milk: ['Milk', '牛奶'],
				gluten: ['Gluten', '麸质'],
				eggs: ['Eggs', '鸡蛋'],
				fish: ['Fish', '鱼类'],
				shellfish: ['Shellfish', '甲壳类海鲜'],
				soy: ['Soy', '大豆'],
				sesame: ['Sesame', '芝麻'],
				feathers: ['Feathers and down', '羽绒'],
				dust: ['House dust', '尘螨'],
				scents: ['Scents and cleaning agents', '香氛与清洁剂']
			}),
			{
				id: 'other-allergies',
				document: {
					kind: 'text',
					label: text(['Other allergies', '其他过敏']),
					hint: text(['What we should keep away from you', '请告诉我们需要避开的东西']),
					lengthMax: 120
				}
			} satisfies ShippedItem,
			choice(
				'several',
				'accessibility',
				['Getting about', '无障碍需求'],
				{
					'step-free': ['No steps', '无台阶'],
					wheelchair: ['Room for a wheelchair', '轮椅可通行的客房'],
					shower: ['A shower without a step', '无门槛淋浴'],
					rails: ['Grab rails in the bath', '浴室扶手'],
					hearing: ['Alarms that can be seen', '可视警报'],
					sight: ['Signs that can be felt', '盲文与触感标识'],
					'assistance-dog': ['A place for an assistance dog', '携带导盲犬']
				},
				['What makes the room work for you', '让房间更适合您']
			)
		].map(ofHealth)
	}
];
