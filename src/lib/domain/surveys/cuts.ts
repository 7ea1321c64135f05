import { z } from 'zod';
import { compare, decimal } from '../fraction.ts';

const score = z
	.number()
	.min(2)
	.max(10)
	.refine((value) => Math.round(value * 10) / 10 === value);

/** From where on a score is good enough, and from where on it is a case. */
export const cutsSchema = z.strictObject({
	satisfiedFrom: score.describe('Satisfied from here, 2 to 10.'),
	highFrom: z
		.string()
		.regex(/^\d(\.\d{1,2})?$/)
		.refine((value) => compare(decimal(value), decimal('0')) > 0)
		.describe('A weight is high from so many times its even share among its siblings.'),
	indexBelow: score.describe('An index below this opens a case, 2 to 10.'),
	recommendTo: z.int().min(0).max(10).describe('A recommendation up to this opens a case.')
});

export type Cuts = z.output<typeof cutsSchema>;

/** What holds until the house says otherwise: requirements H5 and H6. */
export const firstCuts: Cuts = {
	...{ satisfiedFrom: 7, highFrom: '1' },
	...{ indexBelow: 6, recommendTo: 6 }
};

/** Whether a guest left a survey unhappy; what was not answered is not low. */
export function isLow(
	{
		index,
		recommend
	}: { readonly index?: number | undefined; readonly recommend?: number | undefined },
	{ indexBelow, recommendTo }: Cuts = firstCuts
): boolean {
	return (index ?? 10) < indexBelow || (recommend ?? 11) <= recommendTo;
}
