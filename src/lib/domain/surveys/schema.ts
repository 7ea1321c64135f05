import { z } from 'zod';
import { add, compare, decimal, fraction, zero } from '../fraction.ts';
import { branchProblems, inOrder } from './branching.ts';

const id = z
	.string()
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
	.max(60);
const text = z.object({ en: z.string().min(1) }).catchall(z.string().min(1));
const weight = z
	.string()
	.regex(/^[01](\.\d{1,9})?$/, 'must be decimal text from "0" to "1"')
	.describe('The share among its siblings; those of one level make exactly 1.');

/** Asked only of those who gave one of these answers to a question before it. */
const when = z
	.strictObject({
		question: id,
		is: z.array(z.string().min(1).max(60)).min(1).max(20).describe('As they are stored.')
	})
	.optional();

/** What counts for the index. */
const itemSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		id,
		kind: z.literal('steps5').describe('Five steps, that score 10, 8, 6, 4, 2.'),
		label: text,
		weight,
		when
	}),
	z.strictObject({
		id,
		kind: z.literal('keywords').describe('From −3 to +3, between two words.'),
		label: text,
		low: text.describe('The word at −3.'),
		high: text.describe('The word at +3.'),
		weight,
		when
	}),
	z.strictObject({
		id,
		kind: z.literal('scale10').describe('From 1 to 10.'),
		label: text,
		weight,
		when
	})
]);

const options = z
	.array(z.strictObject({ id, label: text }))
	.min(2)
	.max(20);

/** What is asked besides and counts by itself. */
const questionSchema = z.discriminatedUnion('kind', [
	z.strictObject({ id, kind: z.literal('recommend').describe('From 0 to 10.'), label: text, when }),
	z.strictObject({
		id,
		kind: z.literal('text'),
		label: text,
		max: z.int().positive().max(5_000),
		when
	}),
	z.strictObject({
		id,
		kind: z.literal('single').describe('One of them.'),
		label: text,
		options,
		when
	}),
	z.strictObject({
		id,
		kind: z.literal('multiple').describe('Any of them.'),
		label: text,
		options,
		when
	})
]);

const dimensionSchema = z.strictObject({
	id,
	name: text,
	weight,
	items: z.array(itemSchema).min(1),
	when
});

/** A survey as it is published. Ids last: answers to an older version count by them. */
export const surveySchema = z
	.strictObject({
		id,
		name: text,
		opening: z.array(questionSchema).optional(),
		dimensions: z.array(dimensionSchema).min(1),
		closing: z.array(questionSchema)
	})
	.superRefine((survey, context) => {
		const problem = (message: string, path: PropertyKey[]) =>
			context.addIssue({ code: 'custom', message, path });
		if (!makesOne(survey.dimensions)) problem('weights must make exactly 1', ['dimensions']);
		for (const [at, { items }] of survey.dimensions.entries())
			if (!makesOne(items)) problem('weights must make exactly 1', ['dimensions', at, 'items']);
		const questions = inOrder(survey);
		if (new Set(questions.map((one) => one.id)).size < questions.length)
			problem('two questions have one id', []);
		if (new Set(survey.dimensions.map((one) => one.id)).size < survey.dimensions.length)
			problem('two dimensions have one id', ['dimensions']);
		if (questions.filter(({ kind }) => kind === 'recommend').length > 1)
			problem('a survey asks for the recommendation once', ['closing']);
		for (const question of questions)
			if ('options' in question && hasTwice(question.options.map((one) => one.id)))
				problem(`two options of "${question.id}" have one id`, []);
		for (const { code, at } of branchProblems(survey)) problem(`${code}: ${at}`, []);
	});

function hasTwice(ids: readonly string[]): boolean {
	return new Set(ids).size < ids.length;
}

function makesOne(siblings: readonly { readonly weight: string }[]): boolean {
	const sum = siblings.reduce((total, one) => add(total, decimal(one.weight)), zero);
	return compare(sum, fraction(1)) === 0;
}
