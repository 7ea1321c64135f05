import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, decimal, fraction, over, toText, zero } from '../fraction.ts';
import { scoreResponse, toMicro } from './score.ts';
import { surveySchema } from './schema.ts';
import { shippedSurvey } from './shipped.ts';
import { noOpinion, questionsOf, type Answers, type Survey } from './survey.ts';

const text = (en: string) => ({ en });
const item = (id: string, weight: string) =>
	({ id, kind: 'steps5', label: text(id), weight }) as const;

/** Small enough to count by hand. */
const small: Survey = {
	id: 'small',
	name: text('Small'),
	dimensions: [
		{
			id: 'room',
			name: text('Room'),
			weight: '0.6',
			items: [item('bed', '0.5'), item('bath', '0.3'), item('desk', '0.2')]
		},
		{
			id: 'food',
			name: text('Food'),
			weight: '0.3',
			items: [item('breakfast', '0.75'), item('bar', '0.25')]
		},
		{ id: 'price', name: text('Price'), weight: '0.1', items: [item('price', '1')] }
	],
	closing: []
};
const answer = (
	bed: string,
	bath: string,
	desk: string,
	breakfast: string,
	bar: string,
	price: string
) => ({ bed, bath, desk, breakfast, bar, price });
const no = noOpinion;

// Worked by hand: steps 5 4 3 2 1 are 10 8 6 4 2; what is missing ('' or "I cannot say") drops out and
// its siblings share the level anew. An index is written as the fraction it is.
const worked: readonly (readonly [string, Answers, string | undefined])[] = [
	// room 10·.5+10·.3+10·.2 = 10; food 10; price 10
	['all best', answer('5', '5', '5', '5', '5', '5'), '10'],
	['all worst', answer('1', '1', '1', '1', '1', '1'), '2'],
	['all middle', answer('3', '3', '3', '3', '3', '3'), '6'],
	// room 5+2.4+1.2 = 8.6; food 6+1 = 7; price 4: 5.16+2.1+.4
	['all different', answer('5', '4', '3', '4', '2', '2'), '383/50'],
	// room 4+1.8+.8 = 6.6; food 7.5+2 = 9.5; price 10: 3.96+2.85+1
	['all again different', answer('4', '3', '2', '5', '4', '5'), '781/100'],
	// no desk: room (5+2.4)/.8 = 9.25; food 7; price 4: 5.55+2.1+.4
	['desk not answered', answer('5', '4', '', '4', '2', '2'), '161/20'],
	['desk hidden', answer('5', '4', no, '4', '2', '2'), '161/20'],
	// only bath: room 8; food 7; price 4: 4.8+2.1+.4
	['only one item in a dimension', answer('', '4', no, '4', '2', '2'), '73/10'],
	// no room: (2.1+.4)/.4
	['a dimension hidden', answer(no, no, no, '4', '2', '2'), '25/4'],
	['a dimension not answered', answer('', '', '', '4', '2', '2'), '25/4'],
	// no price: (5.16+2.1)/.9 = 7.26/.9
	['another not answered', answer('5', '4', '3', '4', '2', ''), '121/15'],
	// no food: (5.16+.4)/.7 = 5.56/.7
	['the middle one not answered', answer('5', '4', '3', '', '', '2'), '278/35'],
	// only price
	['one dimension of one item', answer('', '', '', '', '', '2'), '4'],
	// only bar
	['one item alone', answer('', '', '', '', '5', ''), '10'],
	['one item alone, worst', answer(no, no, '1', no, no, no), '2'],
	// bed and desk: (5+.8)/.7 = 58/7, alone
	['two items of one dimension', answer('5', '', '2', '', '', ''), '58/7'],
	// bed and desk 58/7, price 8: (.6·58/7 + .8)/.7 = (34.8+5.6)/4.9
	['a level within a level', answer('5', '', '2', '', '', '4'), '404/49'],
	// bed 10, breakfast 2: (6+.6)/.9
	['one item in two dimensions', answer('5', '', '', '1', '', ''), '22/3'],
	// bath, desk: (2.4+.8)/.5 = 6.4; bar 6; price 2: 3.84+1.8+.2
	['halves here and there', answer(no, '4', '2', '', '3', '1'), '146/25'],
	// bed, bath: (1+3)/.8 = 5; food 6; price 10: 3+1.8+1
	['good where little counts', answer('1', '5', '', '3', '3', '5'), '29/5'],
	// room 10; food 2; price 2: 6+.6+.2
	['good where most counts', answer('5', '5', '5', '1', '1', '1'), '34/5'],
	// room 2; food 10; price 10: 1.2+3+1
	['bad where most counts', answer('1', '1', '1', '5', '5', '5'), '26/5'],
	// bed 8; bar 4: (4.8+1.2)/.9
	['thirds', answer('4', '', '', '', '2', ''), '20/3'],
	['nothing answered', answer('', '', '', '', '', ''), undefined],
	['everything hidden', answer(no, no, no, no, no, no), undefined]
];

test.each(worked)('H4: %s', (_, answers, index) => {
	const scored = scoreResponse(small, answers).index;
	expect(scored && toText(scored)).toBe(index);
});

test('H4: the index over responses is their mean', () => {
	// 7.66 + 7.81 + 8.05 + 7.3 = 30.82, a fourth of it 7.705.
	const named = [
		'all different',
		'all again different',
		'desk hidden',
		'only one item in a dimension'
	];
	const scored = worked.flatMap(([name, answers]) =>
		named.includes(name) ? (scoreResponse(small, answers).index ?? []) : []
	);
	expect(toText(over(scored.reduce(add, zero), fraction(scored.length)))).toBe('1541/200');
});

test('H4: a dimension says its own score, and one without answers is not there', () => {
	const { dimensions } = scoreResponse(small, answer('5', '4', '', '', '', '2'));
	expect([...dimensions].map(([id, score]) => [id, toText(score)])).toEqual([
		['room', '37/4'],
		['price', '4']
	]);
});

test('H4: millionths, the half upwards', () => {
	expect(toMicro(fraction(22, 3))).toBe(7_333_333);
	expect(toMicro(fraction(20, 3))).toBe(6_666_667);
	expect(toMicro(fraction(1, 2_000_000))).toBe(1);
});

test('H4: the index lies between the worst and the best answer, and says so of equal ones', () => {
	const items = shippedSurvey.dimensions.flatMap((dimension) => dimension.items);
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('1', '2', '3', '4', '5', '', noOpinion), {
				minLength: items.length,
				maxLength: items.length
			}),
			(values) => {
				const answers = Object.fromEntries(items.map(({ id }, at) => [id, values[at] ?? '']));
				const said = values.filter((value) => /\d/.test(value)).map((value) => 2 * Number(value));
				const { index } = scoreResponse(shippedSurvey, answers);
				if (said.length === 0) return expect(index).toBeUndefined();
				const micro = toMicro(index ?? zero) / 1_000_000;
				expect(micro).toBeGreaterThanOrEqual(Math.min(...said));
				expect(micro).toBeLessThanOrEqual(Math.max(...said));
			}
		)
	);
});

test('H1 H4: the shipped index has its five dimensions and items, and weights that make exactly one', () => {
	expect(surveySchema.parse(shippedSurvey)).toEqual(shippedSurvey);
	expect(shippedSurvey.dimensions.map(({ id, items }) => [id, items.length])).toEqual([
		['surroundings', 3],
		['facilities', 8],
		['service', 9],
		['people', 2],
		['spend', 2]
	]);
	const levels = [shippedSurvey.dimensions, ...shippedSurvey.dimensions.map(({ items }) => items)];
	for (const level of levels)
		expect(toText(level.map(({ weight }) => decimal(weight)).reduce(add, zero))).toMatch(/^1$/);
	for (const { label } of questionsOf(shippedSurvey))
		expect(label['zh-CN']).toMatch(/\p{Script=Han}/u);
});

test.each([
	['weights that make no whole', { dimensions: [{ ...small.dimensions[0], weight: '0.9' }] }],
	[
		'items that make no whole',
		{ dimensions: [{ id: 'a', name: text('A'), weight: '1', items: [item('x', '0.99')] }] }
	],
	[
		'one id twice',
		{
			dimensions: [
				{ id: 'a', name: text('A'), weight: '1', items: [item('x', '0.5'), item('x', '0.5')] }
			]
		}
	],
	[
		'a weight that is a float',
		{ dimensions: [{ id: 'a', name: text('A'), weight: 1, items: [item('x', '1')] }] }
	],
	['a kind nobody knows', { closing: [{ id: 'c', kind: 'smiley', label: text('C') }] }]
])('H1: %s is refused', (_, changes) => {
	expect(surveySchema.safeParse({ ...small, ...changes }).success).toBe(false);
});
