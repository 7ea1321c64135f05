import { z } from 'zod';
import { isPlainDate } from '#lib/domain/calendar.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { line, wholeNumber } from '#lib/server/http.ts';

export const invalid = 'invalid' satisfies FieldProblem;
export const required = 'required' satisfies FieldProblem;

export const date = z.string().refine(isPlainDate, invalid);
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, invalid);

export function count(least: number, most: number) {
	return wholeNumber.pipe(z.number().min(least, invalid).max(most, invalid));
}

export const points = count(1, 100_000_000);

/** Text of several lines. */
export const lines = z
	.string()
	.transform((value) => value.replaceAll('\r\n', '\n').trim().normalize('NFC'))
	.pipe(
		z
			.string()
			.max(2_000, 'too-long' satisfies FieldProblem)
			.refine(
				(value) => value === '' || line(2_000).safeParse(value.replaceAll('\n', ' ')).success,
				invalid
			)
	);

/** What is left empty is not there. */
export function optional<Value>(schema: z.ZodType<Value, string>) {
	return z
		.string()
		.optional()
		.transform((value) => value?.trim() || undefined)
		.pipe(schema.optional());
}

/** Refused where it is left empty. */
export function needed<Value>(schema: z.ZodType<Value, string>) {
	return z
		.string(required)
		.transform((value) => value.trim())
		.pipe(z.string().min(1, required))
		.pipe(schema);
}

export type Form = Readonly<Record<string, unknown>>;

export function textOf(form: Form, name: string): string | undefined {
	const value = form[name];
	return typeof value === 'string' ? value : undefined;
}

export function numberOf(form: Form, name: string): number | undefined {
	const value = form[name];
	return typeof value === 'number' ? value : undefined;
}
