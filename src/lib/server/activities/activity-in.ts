import { z } from 'zod';
import { isPlainDate } from '#lib/domain/calendar.ts';
import { isMemberNumber } from '#lib/domain/members/number.ts';

const text = (length: number) =>
	z
		.string('is missing')
		.trim()
		.min(1, 'is missing')
		.max(length, `is longer than ${length} characters`)
		.refine(
			(value) => value.isWellFormed() && !/[\p{Cc}\ufffd]/u.test(value),
			'has a character that cannot be read'
		);

const notAnAmount = 'is not an amount such as 1250 or "199.50"';

/** A decimal with a point, as text, or a whole number. JSON's own fractions are inexact. */
const amount = z.union(
	[z.string().regex(/^\d{1,13}(\.\d{1,9})?$/, notAnAmount), z.int().min(0, notAnAmount)],
	notAnAmount
);

/** What a partner reports of one member, as a line of a file or a body of a call. */
export const ActivityIn = z.strictObject({
	source: text(64),
	activity_id: text(128),
	/** Counts what is said of this id; a newer one corrects it as a whole. */
	revision: z
		.int('is not a whole number from 1 on')
		.min(1, 'is not a whole number from 1 on')
		.optional(),
	/** It turned out not to have been. */
	cancelled: z.boolean('is neither true nor false').optional(),
	member_number: z
		.string('is missing')
		.refine(isMemberNumber, 'is not a member number (ten digits with a check digit)'),
	kind: text(64),
	on: z.string('is missing').refine(isPlainDate, 'is not a date of the form 2025-12-31'),
	amounts: z.record(text(64), amount, 'is missing')
});
export type ActivityIn = z.infer<typeof ActivityIn>;
