import { choicesOf } from '#lib/domain/surveys/branching.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import { shippedThemes } from '#lib/domain/surveys/shipped-themes.ts';
import { noOpinion, type Answers, type Survey } from '#lib/domain/surveys/survey.ts';
import type { Random } from '#lib/server/demo/random.ts';

// Each item is asked only of those who used what it is about.
const asksOf: Readonly<Record<string, readonly string[]>> = {
	restaurant: ['restaurant', 'restaurant-service'],
	pool: ['leisure', 'leisure-service'],
	meetings: ['meeting-rooms', 'business-service'],
	parking: ['parking']
};
const uses = Object.keys(asksOf);
const used = subsets(uses).filter((some) => some.length > 0);

/** The survey that Stayward comes with, and first what was used: the rest of it is hidden. */
export const branchingSurvey: Survey = {
	...shippedSurvey,
	opening: [
		...uses.map((id) => ({
			id: `used-${id}`,
			kind: 'single' as const,
			label: { en: `Did you use: ${id}?` },
			options: ['yes', 'no'].map((answer) => ({ id: answer, label: { en: answer } }))
		})),
		{
			id: 'came-for',
			kind: 'multiple',
			label: { en: 'What did you come for?' },
			options: uses.map((id) => ({ id, label: { en: id } }))
		}
	],
	dimensions: shippedSurvey.dimensions.map((dimension) => ({
		...dimension,
		items: dimension.items.map((item) => {
			const use = uses.find((one) => asksOf[one]!.includes(item.id));
			return use ? { ...item, when: { question: `used-${use}`, is: ['yes'] } } : item;
		})
	}))
};

const usual =
	'lift corridor balcony terrace kettle lamp curtain carpet mirror hanger safe minibar slippers robe iron sofa cot stairs signs lobby piano flowers candle newspaper bar cocktail wine cheese eggs bread juice tea fruit vegan children playground cat dog bicycle hiking beach lake museum market festival conference projector birthday anniversary honeymoon surprise upgrade invoice deposit voucher card points stamp luggage umbrella'.split(
		' '
	);
const usualChinese = '电梯 走廊 阳台 水壶 窗帘 地毯 镜子 拖鞋 浴袍 沙发 大堂 钢琴 鲜花 酒吧'.split(
	' '
);
const english = [...usual, ...shippedThemes.flatMap(({ words }) => words['en'] ?? [])];
const chinese = [...usualChinese, ...shippedThemes.flatMap(({ words }) => words['zh-CN'] ?? [])];

/** What a guest says who is in a mood: four items in five, and one in ten writes something. */
export function answersOf(random: Random): Answers {
	const mood = 3.6 + (random.next() + random.next() - 1) * 1.6;
	const answers: Record<string, string> = { 'came-for': choicesOf(random.pick(used)) };
	for (const use of uses) answers[`used-${use}`] = random.chance(0.6) ? 'yes' : 'no';
	for (const { id } of shippedSurvey.dimensions.flatMap(({ items }) => items)) {
		const step = Math.round(mood + (random.next() - 0.5) * 2);
		if (random.chance(0.8)) answers[id] = String(Math.min(Math.max(step, 1), 5));
		else if (random.chance(0.5)) answers[id] = noOpinion;
	}
	const likely = Math.round(mood * 2.1 + random.between(-2, 1));
	if (random.chance(0.9)) answers['recommend'] = String(Math.min(Math.max(likely, 0), 10));
	if (random.chance(0.1)) answers['comment'] = textOf(random);
	return answers;
}

function textOf(random: Random): string {
	const isChinese = random.chance(0.3);
	const length = random.between(4, 24);
	const words = Array.from({ length }, () => random.pick(isChinese ? chinese : english));
	return isChinese ? `${words.join('很')}。` : `The ${words.join(' and ')}.`;
}

function subsets(names: readonly string[]): string[][] {
	const [first, ...rest] = names;
	if (first === undefined) return [[]];
	return subsets(rest).flatMap((some) => [some, [first, ...some]]);
}
