import { z } from 'zod';
import { isPlainDate } from '../calendar.ts';

// The small words that programme files are made of.

export const id = z
	.string()
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
	.max(60);
export const date = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date, YYYY-MM-DD')
	.refine(isPlainDate, 'is no day of the calendar');
export const decimalPattern = /^\d{1,12}(\.\d{1,9})?$/;
export const noDecimal = 'must be a whole number or decimal text, such as "2.5"';
export const decimal = z
	.union([z.int().nonnegative(), z.string().regex(decimalPattern, noDecimal)], {
		error: noDecimal
	})
	.describe('A whole number, or decimal text such as "2.5"; never a JSON float.');
export const positive = decimal.refine((value) => Number(value) > 0, 'must be above 0');
export const text = z
	.object({ en: z.string().min(1) })
	.catchall(z.string().min(1))
	.describe('A text per locale; "en" is always there and stands in for the others.');
export const count = z.int().positive();
export const list = <T extends z.ZodType>(of: T) => z.array(of).min(1);
