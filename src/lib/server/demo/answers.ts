import { noOpinion, type Answers } from '#lib/domain/surveys/survey.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import type { Random } from './random.ts';

// What each house is good at, from one to five steps; what a dimension does not say is as the rest.
const quality: Readonly<Record<string, Readonly<Record<string, number>> & { rest: number }>> = {
	'AUR-LIS': {
		...{ rest: 4.3, surroundings: 4.6, facilities: 4, people: 4.5, spend: 3.8 },
		...{ parking: 2.4, reception: 3.2, hotline: 3 }
	},
	'AUR-CRE': {
		...{ rest: 4.5, traffic: 2.9, restaurant: 4.8, leisure: 4.8, spend: 4.1 },
		...{ parking: 3.4, reception: 3.6 }
	},
	'AUR-BER': {
		...{ rest: 3.9, service: 3.4, 'room-equipment': 4.5, spend: 4.5 },
		...{ hotline: 2.6, parking: 2.9, reception: 2.3 }
	}
};

/** Not everybody parks, meets or complains. */
const oftenUnknown = new Set([
	'meeting-rooms',
	'leisure',
	'parking',
	'leisure-service',
	'business-service',
	'emergencies',
	'complaints',
	'hotline'
]);

const comments = {
	en: [
		'The view at breakfast alone is worth the journey.',
		'We waited twenty minutes to check in, then everything was lovely.',
		'Somebody remembered which pillow I like. Thank you.',
		'The room was warm at night and the window hard to open.',
		'Quiet, clean, and the kindest people at the desk.',
		'Please mend the shower in 214.',
		'The wireless network fell out every evening.',
		'Parking is a steep walk away. The pool makes up for it.',
		'Breakfast was over at ten, on a Sunday.',
		'A bed to sleep in until noon, and nobody knocked.'
	],
	zh: [
		'早餐时的景色就值得专程来一趟。',
		'前台记得我喜欢荞麦枕，很贴心。',
		'房间隔音可以再好一些。',
		'办理入住等得有点久，其余都很满意。',
		'晚上无线网络总是断。',
		'停车场离酒店太远，行李很难搬。',
		'泳池很干净，孩子玩得很开心。'
	]
} as const;

/** What a guest says of a stay at a house. */
export function makeAnswers(random: Random, property: string, locale: string): Answers {
	const good = quality[property] ?? { rest: 4 };
	const mood = (random.next() + random.next() - 1) * 1.1;
	const answers: Record<string, string> = {};
	let sum = 0;
	let said = 0;
	for (const { id: dimension, items } of shippedSurvey.dimensions) {
		for (const { id } of items) {
			const mean = good[id] ?? good[dimension] ?? good.rest;
			const step = Math.round(mean + mood + (random.next() - 0.5) * 1.4);
			const value = Math.min(Math.max(step, 1), 5);
			if (random.chance(oftenUnknown.has(id) ? 0.6 : 0.04)) {
				answers[id] = noOpinion;
				continue;
			}
			answers[id] = String(value);
			sum += value;
			said++;
		}
	}
	const likely = said === 0 ? 7 : Math.round((sum / said) * 2.1 + (random.next() - 0.6) * 2);
	answers['recommend'] = String(Math.min(Math.max(likely, 0), 10));
	if (random.chance(0.3))
		answers['comment'] = random.pick(locale === 'zh-CN' ? comments.zh : comments.en);
	return answers;
}

/** What those who sign in said of a night that was too warm. */
export function makeComplaint(locale: string): Answers {
	const [first] = shippedSurvey.dimensions;
	const answers = first?.items.map(({ id }) => [id, '3'] as const) ?? [];
	return {
		...Object.fromEntries(answers),
		recommend: '6',
		comment:
			locale === 'zh-CN'
				? '夜里房间很热，窗户打不开。'
				: 'The room was warm at night and the window would not open.'
	};
}
