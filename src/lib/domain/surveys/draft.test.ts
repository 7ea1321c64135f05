import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftProblems, untranslated } from './draft-problems.ts';
import {
	askedKinds,
	edit,
	fits,
	idsOf,
	itemKinds,
	judgementOf,
	newIdOf,
	sectionsOf,
	questionsIn,
	type SurveyDraft,
	type SurveyEdit
} from './draft.ts';
import { draftSchema, surveySchema } from './schema.ts';
import { shippedSurvey } from './shipped.ts';

const none: ReadonlySet<string> = new Set();
const shipped: SurveyDraft = { survey: shippedSurvey, judgements: {} };

function after(edits: readonly SurveyEdit[], draft = shipped): SurveyDraft {
	return edits.reduce((now, one) => edit(now, one, none)?.draft ?? now, draft);
}

const weightsIn = ({ survey }: SurveyDraft, section: string) =>
	Object.fromEntries(
		(questionsIn(survey, section) ?? []).map((one) => [one.id, 'weight' in one && one.weight])
	);

test('H1: the index as it ships has nothing against it, in both languages', () => {
	expect(draftProblems(shippedSurvey)).toEqual([]);
	expect(untranslated(shippedSurvey, 'zh-CN')).toEqual([]);
});

test('H1: a new item takes an even share and leaves the others theirs among themselves', () => {
	const added = edit(
		shipped,
		{ do: 'add', section: 'people', kind: 'scale10', label: { en: 'The concierge!' } },
		none
	);
	expect(added?.added).toBe('the-concierge');
	// 0.6 and 0.4 of two thirds; the rest is the new one's.
	expect(weightsIn(added!.draft, 'people')).toEqual({
		staff: '0.4',
		overall: '0.2667',
		'the-concierge': '0.3333'
	});
	const without = after([{ do: 'remove', id: 'the-concierge' }], added!.draft);
	expect(weightsIn(without, 'people')).toEqual({ staff: '0.6', overall: '0.4' });
});

test('H1: an item that moves to another dimension is weighed anew at both', () => {
	const moved = after([{ do: 'move', id: 'building', section: 'people', at: 0 }]);
	expect(weightsIn(moved, 'surroundings')).toEqual({ location: '0.5714', traffic: '0.4286' });
	expect(Object.keys(weightsIn(moved, 'people'))).toEqual(['building', 'staff', 'overall']);
	expect(weightsIn(moved, 'people')['building']).toBe('0.3333');
});

test('H1: an item changes its place among its siblings and keeps its weight', () => {
	const moved = after([{ do: 'move', id: 'overall', section: 'people', at: 0 }]);
	expect(Object.entries(weightsIn(moved, 'people'))).toEqual([
		['overall', '0.4'],
		['staff', '0.6']
	]);
});

test('H1: what counts for the index stands in a dimension, everything else does not', () => {
	for (const kind of itemKinds) {
		expect([fits(kind, 'opening'), fits(kind, 'people'), fits(kind, 'closing')]).toEqual([
			false,
			true,
			false
		]);
	}
	for (const kind of askedKinds)
		expect([fits(kind, 'opening'), fits(kind, 'people')]).toEqual([true, false]);
	const wrong = { do: 'move', id: 'comment', section: 'people', at: 0 } as const;
	expect(edit(shipped, wrong, none)).toBeUndefined();
});

test('H4: an id that was given once is not given again, so that no answer counts for another question', () => {
	const add = { do: 'add', section: 'closing', kind: 'text', label: { en: 'Pool' } } as const;
	expect(edit(shipped, add, new Set(['pool', 'pool-2']))?.added).toBe('pool-3');
	expect(newIdOf('最喜欢什么？', 'question', none)).toBe('question');
	expect(newIdOf('Opening', 'question', none)).toBe('opening-2');
});

test('H1: a choice that stays keeps its id, one that comes gets its own', () => {
	const label = { en: 'Why did you come?' };
	const add = { do: 'add', section: 'opening', kind: 'single', label } as const;
	const change = (options: readonly { id?: string; label: { en: string } }[]): SurveyEdit => ({
		do: 'question',
		id: 'why-did-you-come',
		label,
		when: undefined,
		options
	});
	const made = after([
		add,
		change([{ label: { en: 'Work' } }, { label: { en: 'Holiday' } }]),
		change([{ id: 'work', label: { en: 'On business' } }, { label: { en: 'Work' } }])
	]);
	expect(questionsIn(made.survey, 'opening')?.[0]).toMatchObject({
		options: [
			{ id: 'work', label: { en: 'On business' } },
			{ id: 'work-2', label: { en: 'Work' } }
		]
	});
});

test.each([
	[
		{ do: 'name', name: { en: ' ' } },
		{ code: 'no-text', at: '' }
	],
	[
		{ do: 'add-dimension', name: { en: 'Food' } },
		{ code: 'no-items', at: 'food' }
	],
	[
		{ do: 'add', section: 'closing', kind: 'recommend', label: { en: 'Again?' } },
		{ code: 'second-recommend', at: 'again' }
	],
	[
		{ do: 'add', section: 'opening', kind: 'multiple', label: { en: 'What for' } },
		{ code: 'few-options', at: 'what-for' }
	],
	[
		{ do: 'add', section: 'people', kind: 'keywords', label: { en: 'Smiles' } },
		{ code: 'no-text', at: 'smiles' }
	],
	[
		{ do: 'dimension', id: 'people', name: { en: 'P' }, when: { question: 'staff', is: ['1'] } },
		{ code: 'loop', at: 'people' }
	],
	[
		{
			do: 'question',
			id: 'comment',
			label: { en: 'Why?' },
			when: { question: 'gone', is: ['1'] }
		},
		{ code: 'unknown', at: 'comment' }
	],
	[
		{ do: 'weigh', level: 'people', weights: { staff: '0.6', overall: '0.3' } },
		{ code: 'weights', at: 'people' }
	]
] as const)('H1: after %j it is said what stands against the survey', (done, problem) => {
	const { survey } = after([done]);
	expect(draftProblems(survey)).toContainEqual(problem);
	expect(surveySchema.safeParse(survey).success).toBe(false);
	expect(draftSchema.safeParse(survey).success).toBe(true);
});

test('H1: a pair that was judged the one way round is read the other way round too', () => {
	expect(judgementOf({ 'a b': 3 }, 'a', 'b')).toBe(3);
	expect(judgementOf({ 'a b': 3 }, 'b', 'a')).toBe(-3);
	expect(Math.abs(judgementOf({}, 'a', 'b'))).toBe(0);
});

const words = fc.constantFrom('One', 'Two', 'Three', '好', '');
const edits = fc.array(
	fc.record({ nr: fc.nat(), to: fc.nat(), at: fc.nat(12), words, what: fc.nat(5), kind: fc.nat() }),
	{ maxLength: 30 }
);

test('H1: whatever is added, moved and removed, every level makes 1 and every id is there once', () => {
	fc.assert(
		fc.property(edits, (list) => {
			let draft = shipped;
			for (const { nr, to, at, words, what, kind } of list) {
				const ids = idsOf(draft.survey);
				const id = ids[nr % ids.length] ?? 'gone';
				const sections = [...sectionsOf(draft.survey), 'dimensions'];
				const section = sections[to % sections.length]!;
				const kinds = [...itemKinds, ...askedKinds];
				const label = { en: words };
				const all: readonly SurveyEdit[] = [
					{ do: 'add', section, kind: kinds[kind % kinds.length]!, label },
					{ do: 'move', id, section, at },
					{ do: 'move', id, section, at: 0 },
					{ do: 'remove', id },
					{ do: 'add-dimension', name: label },
					{ do: 'question', id, label, when: { question: 'staff', is: ['1'] } }
				];
				draft = edit(draft, all[what]!, none)?.draft ?? draft;
			}
			const { survey } = draft;
			expect(new Set(idsOf(survey)).size).toBe(idsOf(survey).length);
			expect(draftSchema.safeParse(survey).success).toBe(true);
			expect(draftProblems(survey).filter(({ code }) => code === 'weights')).toEqual([]);
			const isRight = draftProblems(survey).length === 0;
			expect(surveySchema.safeParse(survey).success).toBe(isRight);
		})
	);
});
