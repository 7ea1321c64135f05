import { z } from 'zod';
import { add, compare, decimal, fraction, zero } from '../fraction.ts';

const id = z
	.string()
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
	.max(60);
const text = z.object({ en: z.string().min(1) }).catchall(z.string().min(1));
const weight = z
	.string()
	.regex(/^[01](\.\d{1,9})?$/, 'must be decimal text from "0" to "1"')
	.describe('The share among its siblings; those of one level make exactly 1.');

/** What counts for the index. */
const itemSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		id,
		kind: z.literal('steps5').describe('Five steps, that score 10, 8, 6, 4, 2.'),
		label: text,
		weight
	})
]);

/** What is asked at the end and counts by itself. */
const closingSchema = z.discriminatedUnion('kind', [
	z.strictObject({ id, kind: z.literal('recommend').describe('From 0 to 10.'), label: text }),
	z.strictObject({ id, kind: z.literal('text'), label: text, max: z.int().positive().max(5_000) })
]);

const dimensionSchema = z.strictObject({
	id,
	name: text,
	weight,
	items: z.array(itemSchema).min(1)
});

/** A survey as it is published. Ids last: answers to an older version count by them. */
export const surveySchema = z
	.strictObject({
		id,
		name: text,
		dimensions: z.array(dimensionSchema).min(1),
		closing: z.array(closingSchema)
	})
	.superRefine((survey, context) => {
		const problem = (message: string, path: PropertyKey[]) =>
			context.addIssue({ code: 'custom', message, path });
		if (!makesOne(survey.dimensions)) problem('weights must make exactly 1', ['dimensions']);
		for (const [at, { items }] of survey.dimensions.entries())
			if (!makesOne(items)) problem('weights must make exactly 1', ['dimensions', at, 'items']);
		const ids = [...survey.dimensions.flatMap(({ items }) => items), ...survey.closing].map(
			(question) => question.id
		);
		if (new Set(ids).size < ids.length) problem('two questions have one id', []);
		if (new Set(survey.dimensions.map((one) => one.id)).size < survey.dimensions.length)
			problem('two dimensions have one id', ['dimensions']);
		if (survey.closing.filter(({ kind }) => kind === 'recommend').length > 1)
			problem('a survey asks for the recommendation once', ['closing']);
	});

function makesOne(siblings: readonly { readonly weight: string }[]): boolean {
	const sum = siblings.reduce((total, one) => add(total, decimal(one.weight)), zero);
	return compare(sum, fraction(1)) === 0;
}
