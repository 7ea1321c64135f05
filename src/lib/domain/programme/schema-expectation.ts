import { z } from 'zod';
import { count, date, decimal, id, list } from './schema-parts.ts';

const points = z.int();
const nothingOr = z.union([date, z.literal('none')]);
const byCounter = z.record(z.string(), decimal);

/** What an example may expect; only the fields that it names are compared. */
export const expectation = z
	.strictObject({
		earned: points
			.optional()
			.describe('All that stays, activities, awards and milestones gave, also what still waits.'),
		base: points.optional().describe('Base points of the last stay or activity.'),
		bonus: points
			.optional()
			.describe('Its other points: the bonus of the tier, and rules that give bonus points.'),
		exact: z
			.union([decimal, z.string().regex(/^\d+\/\d+$/)])
			.optional()
			.describe('Its points by the rules alone, before any rounding and without the tier bonus.'),
		noPointsBecause: z
			.string()
			.optional()
			.describe(
				'Why the last stay gives none: booked, in-house, cancelled, no-show, not-departed, before-joining, for-other, no-exchange-rate, channel, rate-plan or nothing-eligible.'
			),
		balance: points.optional().describe('Below 0 while points are owed.'),
		debt: points.optional(),
		balances: list(z.strictObject({ on: date, balance: points }))
			.optional()
			.describe('At the end of other days, also later ones.'),
		pending: points.optional().describe('Points that wait for their day; no part of the balance.'),
		pendingUntil: nothingOr.optional().describe('The day on which the next of them are posted.'),
		spent: points.optional().describe('Points that the last event took.'),
		tier: id.optional(),
		tiers: list(z.strictObject({ on: date, tier: id }))
			.optional()
			.describe('On other days, also later ones.'),
		tierSince: date.optional().describe('Held since then without a gap.'),
		tierValidTo: z.union([date, z.literal('life')]).optional(),
		credits: byCounter
			.optional()
			.describe("All that counted since joining, money in the programme's currency."),
		counts: byCounter
			.optional()
			.describe(
				'What counts towards tiers now: in the window of the day, since the counter last began at 0, rolled and gifted credits with it.'
			),
		rolled: byCounter
			.optional()
			.describe('What was rolled over into the calendar year of the day; "0" is nothing.'),
		milestones: z
			.array(
				z.strictObject({
					milestone: id,
					at: count,
					reachedOn: date.optional(),
					chooseBy: date.optional().describe('The last day to choose.'),
					chosen: z.array(id).optional().describe('Also what came because nobody chose.')
				})
			)
			.optional()
			.describe(
				'Every one issued so far of the milestones that are named here, in their order; an empty list: none at all. Only the fields given compare.'
			),
		issued: z
			.record(z.string(), z.array(count))
			.optional()
			.describe('The numbers that the last event issued, by milestone; {} is none.'),
		gifts: z
			.record(z.string(), z.int().nonnegative())
			.optional()
			.describe('Pieces of each gift that are there and valid on the day.'),
		pointsValidTo: nothingOr
			.optional()
			.describe('The last usable day of the points that lapse first.'),
		lots: z
			.array(z.strictObject({ points, validTo: nothingOr }))
			.optional()
			.describe('What is left in each open lot, first to lapse first.'),
		moneyOff: z
			.union([
				z.strictObject({ points: z.int().nonnegative(), amount: decimal }),
				z.strictObject({ refused: z.string() })
			])
			.optional()
			.describe('What the last bill took and gave.'),
		refused: z
			.union([z.string(), z.boolean()])
			.optional()
			.describe(
				'Whether the last event was refused, or with which code, such as not-enough-points, points-owed, bill-below-one-step, below-minimum, not-a-step, claim-too-late, choice-too-late, choice-made, not-enough-gifts.'
			)
	})
	.describe('Only the fields that are named compare.');
