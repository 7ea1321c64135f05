import { z } from 'zod';
import { isPlainDate } from '../calendar.ts';
import { isCurrency } from '../money.ts';
import type { Reward } from './reward.ts';

const text = z
	.object({ en: z.string().min(1).max(2_000) })
	.catchall(z.string().min(1).max(2_000))
	.describe('A text per locale; "en" is always there and stands in for the others.');
const date = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date, YYYY-MM-DD')
	.refine(isPlainDate, 'is no day of the calendar');
const points = z.int().min(1).max(100_000_000);
const days = z.int().min(0).max(3_650);
const blackout = z
	.strictObject({ from: date, to: date })
	.refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before the first day' });

const common = {
	name: text,
	description: text,
	terms: text.optional(),
	points: points.describe('The price of everybody whose tier has none of its own.'),
	pointsByTier: z.record(z.string().min(1), points).optional(),
	tierMin: z.string().min(1).optional().describe('The lowest tier that may have it.'),
	properties: z
		.array(z.string().min(1))
		.min(1)
		.optional()
		.describe('Codes of the houses where it can be used; without them in all.'),
	offeredFrom: date.optional(),
	offeredTo: date.optional(),
	validDays: days.min(1).describe('From the day it is redeemed through so many days later.'),
	blackouts: z.array(blackout).min(1).max(100).optional(),
	limitPerMember: z.int().min(1).max(10_000).optional(),
	cancelWithinDays: days.optional().describe('0 is the same day; without it never.')
};

const kinds = z.discriminatedUnion('kind', [
	z.strictObject({
		...common,
		kind: z.literal('free-night'),
		nights: z.int().min(1).max(30)
	}),
	z.strictObject({
		...common,
		kind: z.literal('dining-credit'),
		amount: z.strictObject({
			minor: z.int().min(1).max(1_000_000_000),
			currency: z.string().refine(isCurrency, 'is no currency')
		})
	}),
	z.strictObject({
		...common,
		kind: z.literal('late-check-out'),
		until: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:MM')
	})
]);

/** A reward of the catalogue: whole numbers, dates and texts, checked alike wherever it comes from. */
export const rewardSchema: z.ZodType<Reward> = kinds.refine(
	({ offeredFrom, offeredTo }) =>
		offeredFrom === undefined || offeredTo === undefined || offeredFrom <= offeredTo,
	{ path: ['offeredTo'], message: 'is before the first day' }
);
