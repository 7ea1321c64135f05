import { z } from 'zod';
import { isPlainDate } from '#lib/domain/calendar.ts';
import { fieldsOf, isNameField, isTick, withFields } from '#lib/domain/programme/draft.ts';
import { same } from '#lib/domain/programme/same.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { line, uuid } from '../http.ts';

const name_length_max = 60;

const name = z.union([z.string().regex(/^\s*$/), line(name_length_max)]).optional();
const other = z
	.string()
	.max(name_length_max, 'invalid' satisfies FieldProblem)
	.optional();

/** Which draft a form is about. */
export const ShownForm = z.object({
	draft: uuid,
	revision: z
		.string()
		.regex(/^\d{1,9}$/)
		.transform(Number)
});

/** What a day field holds; empty is none. */
export const day = z
	.string()
	.refine((value) => value === '' || isPlainDate(value), 'invalid' satisfies FieldProblem)
	.transform((value) => value || undefined)
	.optional();

/** The form of a draft as its document has it; what a number must be is for the document to say. */
export function draftForm(document: Version | undefined, locales: readonly string[]) {
	const names = document ? Object.keys(fieldsOf(document, locales)) : [];
	const fields = Object.fromEntries(names.map((one) => [one, isNameField(one) ? name : other]));
	return ShownForm.extend({ from: day, ...fields });
}

/** Of what was sent only the draft's fields; a tick that was not sent is off. */
export function fieldsIn(
	sent: Readonly<Record<string, unknown>>,
	document: Version,
	locales: readonly string[]
): Record<string, string> {
	return Object.fromEntries(
		Object.keys(fieldsOf(document, locales)).flatMap((one) => {
			const value = sent[one];
			if (typeof value === 'string') return [[one, value]];
			return isTick(one) ? [[one, '']] : [];
		})
	);
}

/** Whether a form holds something else than the document does. */
export function isUnsaved(
	fields: Readonly<Record<string, string>>,
	document: Version,
	locales: readonly string[]
): boolean {
	const made = withFields(document, fields, locales);
	return !made.ok || !same(made.document, document);
}

/** Of what was typed only what is other than what was shown; everything else may be newer now. */
export function ownChanges(
	typed: Readonly<Record<string, string>>,
	shown: Version,
	locales: readonly string[]
): Record<string, string> {
	const were = fieldsOf(shown, locales);
	return Object.fromEntries(Object.entries(typed).filter(([one, value]) => value !== were[one]));
}
