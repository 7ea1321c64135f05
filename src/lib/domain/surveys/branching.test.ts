import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedOf, branchProblems, choicesOf, type When } from './branching.ts';

type Asked = Parameters<typeof branchProblems>[0];

const options = [{ id: 'a' }, { id: 'b' }];
const single = (id: string, when?: When) => ({ id, kind: 'single', options, when });
const item = (id: string, when?: When) => ({ id, kind: 'steps5', when });
const on = (question: string, ...is: string[]): When => ({ question, is });

const restaurant: Asked = {
	opening: [single('dined')],
	dimensions: [
		{ id: 'room', items: [item('bed')] },
		{
			id: 'food',
			when: on('dined', 'a'),
			items: [item('taste'), item('why', on('taste', '1', '2'))]
		}
	],
	closing: [single('again'), { id: 'what', kind: 'text', when: on('why', '1') }]
};

test('H1: who did not dine is not asked about the food, nor why it did not taste', () => {
	const asked = (answers: Record<string, string>) => [...askedOf(restaurant, answers)].join(' ');
	expect(asked({})).toBe('dined bed again');
	expect(asked({ dined: 'b', taste: '1' })).toBe('dined bed again');
	expect(asked({ dined: 'a' })).toBe('dined bed taste again');
	expect(asked({ dined: 'a', taste: '2' })).toBe('dined bed taste why again');
	expect(asked({ dined: 'a', taste: '2', why: '1' })).toBe('dined bed taste why again what');
	// Another branch taken: what hung on the first is not asked, though its answer is kept.
	expect(asked({ dined: 'b', taste: '2', why: '1' })).toBe('dined bed again');
	expect(branchProblems(restaurant)).toEqual([]);
});

test('H1: of several choices any one opens the branch', () => {
	const survey: Asked = {
		dimensions: [],
		closing: [
			{ id: 'used', kind: 'multiple', options },
			{ id: 'pool', kind: 'text', when: on('used', 'b') }
		]
	};
	expect(askedOf(survey, { used: choicesOf(['a', 'b']) }).has('pool')).toBe(true);
	expect(askedOf(survey, { used: 'a' }).has('pool')).toBe(false);
});

test.each([
	['loop', 'x', [single('x', on('x', 'a'))]],
	['loop', 'x', [single('x', on('y', 'a')), single('y', on('x', 'a'))]],
	['later', 'x', [single('x', on('y', 'a')), single('y')]],
	['unknown', 'x', [single('x', on('nobody', 'a'))]],
	['not-an-answer', 'y', [single('x'), single('y', on('x', 'c'))]],
	['not-an-answer', 'y', [{ id: 'x', kind: 'text' }, single('y', on('x', 'a'))]],
	['never-asked', 'z', [single('x'), single('y', on('x', 'a')), single('z', on('y', 'a'))]]
] as const)('H1: a branch that is a %s is said, at "%s"', (code, at, closing) => {
	// The last one: its dimension asks for what the way there forbids.
	const survey: Asked =
		code === 'never-asked'
			? {
					opening: [single('x'), single('y', on('x', 'a'))],
					dimensions: [{ id: 'd', when: on('y', 'a'), items: [single('z', on('x', 'b'))] }],
					closing: []
				}
			: { dimensions: [], closing };
	expect(branchProblems(survey)[0]).toEqual({ code, at });
});

const surveys = fc
	.array(
		fc.record({
			on: fc.nat({ max: 4 }),
			is: fc.subarray(['a', 'b'], { minLength: 1 }),
			hangs: fc.boolean()
		}),
		{ minLength: 2, maxLength: 6 }
	)
	.chain((rows) =>
		fc
			.record({
				from: fc.nat({ max: rows.length - 1 }),
				on: fc.nat({ max: 4 }),
				is: fc.subarray(['a', 'b'], { minLength: 1 })
			})
			.map(({ from, on: ofDimension, is }): Asked => {
				const questions = rows.map((row, at) =>
					single(`q${at}`, row.hangs && at > 0 ? on(`q${row.on % at}`, ...row.is) : undefined)
				);
				return {
					opening: questions.slice(0, from),
					dimensions: [
						{
							id: 'd',
							when: from > 0 ? on(`q${ofDimension % from}`, ...is) : undefined,
							items: questions.slice(from)
						}
					],
					closing: []
				};
			})
	);

test('H1: a question is said to be never asked exactly where no answers lead to it', () => {
	fc.assert(
		fc.property(surveys, (survey) => {
			const ids = [...(survey.opening ?? []), ...survey.dimensions[0]!.items].map(({ id }) => id);
			const reached = new Set<string>();
			for (let bits = 0; bits < 2 ** ids.length; bits++) {
				const answers = Object.fromEntries(ids.map((id, at) => [id, bits & (1 << at) ? 'a' : 'b']));
				for (const id of askedOf(survey, answers)) reached.add(id);
			}
			const never = branchProblems(survey).map(({ code, at }) => `${code} ${at}`);
			expect(never).toEqual(ids.filter((id) => !reached.has(id)).map((id) => `never-asked ${id}`));
		}),
		{ numRuns: 500 }
	);
});
