import { z } from 'zod';
import { inOrder } from './branching.ts';
import { draftProblems } from './draft-problems.ts';

const id = z
	.string()
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
	.max(60);
const text = z.object({ en: z.string() }).catchall(z.string());
const weight = z
	.string()
	.regex(/^[01](\.\d{1,9})?$/, 'must be decimal text from "0" to "1"')
	.describe('The share among its siblings; those of one level make exactly 1.');

/** Asked only of those who gave one of these answers to a question before it. */
const when = z
	.strictObject({
		question: id,
		is: z.array(z.string().min(1).max(60)).min(1).max(20).readonly().describe('As they are stored.')
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
	.max(20)
	.describe('At least two.');

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
	z.strictObject({ id, kind: z.literal('photo').describe('One of them.'), label: text, when }),
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
	items: z.array(itemSchema).describe('At least one.'),
	when
});

const shape = z.strictObject({
	id,
	name: text,
	opening: z.array(questionSchema).optional(),
	dimensions: z.array(dimensionSchema).describe('At least one.'),
	closing: z.array(questionSchema)
});

/** A survey while it is being made: of its shape, whatever stands against it yet. */
export const draftSchema = shape.superRefine((survey, context) => {
	const problem = (message: string, path: PropertyKey[]) =>
		context.addIssue({ code: 'custom', message, path });
	const questions = inOrder(survey);
	if (hasTwice(questions.map((one) => one.id))) problem('two questions have one id', []);
	if (hasTwice(survey.dimensions.map((one) => one.id)))
		problem('two dimensions have one id', ['dimensions']);
	for (const question of questions)
		if ('options' in question && hasTwice(question.options.map((one) => one.id)))
			problem(`two options of "${question.id}" have one id`, []);
});

/** A survey as it is published. Ids last: answers to an older version count by them. */
export const surveySchema = draftSchema.superRefine((survey, context) => {
	for (const { code, at } of draftProblems(survey))
		context.addIssue({ code: 'custom', message: `${code}: ${at}` });
});

function hasTwice(ids: readonly string[]): boolean {
	return new Set(ids).size < ids.length;
}
