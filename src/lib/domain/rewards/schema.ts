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
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:MM');
const amount = z.strictObject({
	minor: z.int().min(1).max(1_000_000_000),
	currency: z.string().refine(isCurrency, 'is no currency')
});
const points = z.int().min(1).max(100_000_000);
const days = z.int().min(0).max(3_650);
const blackout = z
	.strictObject({ from: date, to: date })
	.refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before the first day' });

const common = {
	name: text,
	description: text,
	terms: text.optional(),
	alt: text.optional().describe('What the picture shows, for those who do not see it.'),
	points: points.describe('The price of everybody whose tier has none of its own.'),
	pointsByTier: z.record(z.string().min(1), points).optional(),
	withCash: z
		.array(z.strictObject({ points, cash: amount }))
		.min(1)
		.max(5)
		.optional()
		.describe('Other ways to pay: fewer points, and the rest at the hotel.'),
	tierMin: z.string().min(1).optional().describe('The lowest tier that may have it.'),
	properties: z
		.array(z.string().min(1))
		.min(1)
		.optional()
		.describe('Codes of the houses where it can be used; without them in all.'),
	offeredFrom: date.optional(),
	offeredTo: date.optional(),
	asks: z
		.enum(['property', 'date'])
		.optional()
		.describe('What the guest says when redeeming: the house, or the house and the day of use.'),
	leadHours: z
		.int()
		.min(0)
		.max(8_760)
		.optional()
		.describe('Redeemed at the latest so many hours before the day of use begins at the house.'),
	perDay: z.int().min(1).max(10_000).optional().describe('How many a house gives on one day.'),
	confirm: z
		.strictObject({ daysBefore: z.int().min(0).max(365), by: time })
		.optional()
		.describe('The hotel says yes by then, in the time of the house, or it returns by itself.'),
	lowStock: z.int().min(1).max(1_000_000).optional(),
	validDays: days.min(1).describe('From the day it is redeemed through so many days later.'),
	blackouts: z.array(blackout).min(1).max(100).optional(),
	limitPerMember: z.int().min(1).max(10_000).optional(),
	cancelWithinDays: days.optional().describe('0 is the same day; without it never.')
};

const credit = { amount, inParts: z.boolean().optional() };

const kinds = z.discriminatedUnion('kind', [
	z.strictObject({
		...common,
		kind: z.literal('free-night'),
		nights: z.int().min(1).max(30).optional(),
		nightsMost: z.int().min(2).max(30).optional()
	}),
	z.strictObject({ ...common, kind: z.literal('nth-night'), nth: z.int().min(2).max(30) }),
	z.strictObject({ ...common, kind: z.literal('room-upgrade'), room: text }),
	z.strictObject({ ...common, kind: z.literal('late-check-out'), until: time }),
	z.strictObject({
		...common,
		kind: z.literal('breakfast'),
		persons: z.int().min(1).max(20),
		mornings: z.int().min(1).max(30)
	}),
	z.strictObject({ ...common, kind: z.literal('dining-credit'), ...credit }),
	z.strictObject({ ...common, kind: z.literal('spa-credit'), ...credit }),
	z.strictObject({ ...common, kind: z.literal('money-off') }),
	z.strictObject({ ...common, kind: z.literal('partner-code'), partner: text }),
	z.strictObject({ ...common, kind: z.literal('gift') }),
	z.strictObject({
		...common,
		kind: z.literal('status-gift'),
		tier: z.string().min(1),
		months: z.int().min(1).max(36)
	}),
	z.strictObject({ ...common, kind: z.literal('donation'), partner: text })
]);

/** A reward of the catalogue: whole numbers, dates and texts, checked alike wherever it comes from. */
export const rewardSchema: z.ZodType<Reward> = kinds
	.refine(
		({ offeredFrom, offeredTo }) =>
			offeredFrom === undefined || offeredTo === undefined || offeredFrom <= offeredTo,
		{ path: ['offeredTo'], message: 'is before the first day' }
	)
	.refine(
		(one) =>
			one.kind !== 'free-night' || (one.nights === undefined) !== (one.nightsMost === undefined),
		{
			path: ['nights'],
			message: 'either a number or the most that the guest may choose'
		}
	)
	.refine(({ kind, asks }) => kind !== 'room-upgrade' || asks === 'date', {
		path: ['asks'],
		message: 'an upgrade is for a day'
	})
	.refine(({ kind, confirm }) => kind !== 'room-upgrade' || confirm !== undefined, {
		path: ['confirm'],
		message: 'an upgrade is confirmed by the hotel'
	})
	.refine(({ asks, leadHours }) => leadHours === undefined || asks === 'date', {
		path: ['leadHours'],
		message: 'needs a day of use'
	})
	.refine(({ asks, perDay }) => perDay === undefined || asks === 'date', {
		path: ['perDay'],
		message: 'needs a day of use'
	})
	.refine(({ asks, confirm }) => confirm === undefined || asks === 'date', {
		path: ['confirm'],
		message: 'needs a day of use'
	});
