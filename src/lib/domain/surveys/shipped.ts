import type { Text } from '../text.ts';
import type { Dimension, Item, Survey } from './survey.ts';

/** The five-dimension hotel index that Stayward comes with. */
export const shippedSurvey: Survey = {
	id: 'hotel-index',
	name: text('Your stay', '您的住宿'),
	dimensions: [
		dimension('surroundings', '0.15', 'Surroundings', '环境', [
			item('location', '0.4', 'The location', '地理位置'),
			item('traffic', '0.3', 'Getting here and around', '交通'),
			item('building', '0.3', 'The building and its layout', '建筑与布局')
		]),
		dimension('facilities', '0.25', 'Facilities', '设施', [
			item('room-equipment', '0.25', 'What your room had', '客房设备'),
			item('room-design', '0.2', 'How your room was designed', '客房设计'),
			item('restaurant', '0.15', 'The restaurant', '餐厅'),
			item('meeting-rooms', '0.05', 'Meeting rooms', '会议室'),
			item('leisure', '0.1', 'Pool, gym and leisure', '泳池、健身与休闲'),
			item('parking', '0.05', 'Parking', '停车'),
			item('greenery', '0.05', 'Garden and greenery', '花园与绿化'),
			item('safety', '0.15', 'Feeling safe', '安全')
		]),
		dimension('service', '0.3', 'Service', '服务', [
			item('reception', '0.2', 'Reception, booking and messages', '前台、预订与留言'),
			item('room-service', '0.2', 'Care of your room', '客房服务'),
			item('restaurant-service', '0.15', 'Restaurant and food', '餐饮服务'),
			item('leisure-service', '0.05', 'Leisure', '休闲服务'),
			item('business-service', '0.05', 'Business services', '商务服务'),
			item('personal-service', '0.15', 'What was done just for you', '个性化服务'),
			item('emergencies', '0.05', 'Help in an emergency', '紧急情况的处理'),
			item('complaints', '0.1', 'What became of a complaint', '投诉的处理'),
			item('hotline', '0.05', 'The hotline', '服务热线')
		]),
		dimension('people', '0.2', 'People', '员工', [
			item('staff', '0.6', 'How our people treated you', '员工的态度与素质'),
			item('overall', '0.4', 'Everything taken together', '总体质量')
		]),
		dimension('spend', '0.1', 'Value', '消费', [
			item(
				'spend-expected',
				'0.5',
				'What you paid against what you expected',
				'实际花费与预期相比'
			),
			item('spend-service', '0.5', 'What you paid against what you got', '花费与所得服务相比')
		])
	],
	closing: [
		{
			id: 'recommend',
			kind: 'recommend',
			label: text('Would you recommend us to a friend?', '您会向朋友推荐我们吗？')
		},
		{
			id: 'comment',
			kind: 'text',
			label: text('Anything else you would like to tell us?', '还有什么想告诉我们的吗？'),
			max: 2_000
		}
	]
};

function text(en: string, zh: string): Text & { 'zh-CN': string } {
	return { en, 'zh-CN': zh };
}

function item(id: string, weight: string, en: string, zh: string): Item {
	return { id, kind: 'steps5', label: text(en, zh), weight };
}

function dimension(id: string, weight: string, en: string, zh: string, items: Item[]): Dimension {
	return { id, name: text(en, zh), weight, items };
}
