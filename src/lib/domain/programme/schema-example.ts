import { z } from 'zod';
import { isCurrency } from '../money.ts';
import { awardOccasions } from './programme.ts';
import { count, date, decimal, id, list, positive } from './schema-parts.ts';
import { version } from './schema-version.ts';
import { expectation } from './schema-expectation.ts';

const name = z.string().min(1);
const stayId = name.describe('The id of a stay above.');

const stayFields = {
	id: name
		.optional()
		.describe('The same id again is a correction: it replaces the stay as a whole.'),
	knownOn: date.optional().describe('The day it becomes known; without it, its departure.'),
	arrival: date,
	nights: z
		.int()
		.min(0)
		.max(365)
		.describe('The departure is the arrival and so many days; day use is 0.'),
	status: z
		.enum(['booked', 'in_house', 'checked_out', 'cancelled', 'no_show'])
		.optional()
		.describe('Without it checked_out. A no_show counts on its arrival.'),
	property: name.optional().describe('A code; without it all stays are at one property.'),
	brand: id.optional().describe('Needed where there are several brands; else the only one.'),
	rooms: count.optional().describe('Without it 1.'),
	roomType: name.optional(),
	ratePlan: name.optional(),
	channel: name.optional(),
	currency: z
		.string()
		.refine(isCurrency, 'is no ISO 4217 currency')
		.optional()
		.describe("Without it the programme's."),
	rate: positive
		.optional()
		.describe("How many units of the stay's currency one unit of the programme's buys."),
	room: decimal
		.optional()
		.describe(
			'Revenue of the whole stay, all rooms together; without it the sum of its nights or rooms.'
		),
	food: decimal.optional(),
	spa: decimal.optional(),
	other: decimal.optional(),
	paidWithPoints: decimal
		.optional()
		.describe('What of the amounts was paid with points; it earns only by setting.'),
	awardNights: z.int().min(0).optional().describe('Of the nights, how many were a reward.'),
	nightAmounts: list(decimal)
		.optional()
		.describe('The room amount of each night; without it the room amount splits evenly.'),
	roomAmounts: list(decimal)
		.optional()
		.describe('The room amount of each room, the own first; without it it splits evenly.'),
	forOther: z.boolean().optional().describe('Booked by the member for somebody else.')
};

const activityFields = {
	id: name
		.optional()
		.describe('The same id again is a correction: it replaces the activity as a whole.'),
	cancelled: z.literal(true).optional().describe('It was none; what it gave is taken back.'),
	knownOn: date.optional().describe('The day it becomes known; without it, its own.'),
	activity: id.describe("The id of one of the version's activities."),
	amounts: z.record(z.string(), decimal).describe("By measure; money in the programme's currency.")
};

const on = date.describe('The day on which it happens.');
const stay = z.strictObject({ kind: z.literal('stay'), ...stayFields });
const activity = z.strictObject({ kind: z.literal('activity'), on, ...activityFields });

const given = (kind: 'gift' | 'transfer-in' | 'transfer-out' | 'goodwill' | 'purchase') =>
	z.strictObject({ kind: z.literal(kind), on, points: count });

const event = z.discriminatedUnion('kind', [
	stay.describe('A stay becomes known, for the first time or corrected.'),
	activity.describe('A partner reports something.'),
	z
		.strictObject({ kind: z.literal('claim'), on, of: z.union([stay, activity]) })
		.describe('Something missing is claimed; too late is refused, else it is posted on that day.'),
	z
		.strictObject({
			kind: z.literal('refund'),
			on,
			stay: stayId,
			share: decimal.optional().describe('Of every amount that is left: "0.5" is half.'),
			room: decimal.optional(),
			food: decimal.optional(),
			spa: decimal.optional(),
			other: decimal.optional()
		})
		.describe('Money given back: a share of everything, or amounts; without either all of it.'),
	z
		.strictObject({ kind: z.literal('spend'), on, points: count, id: name.optional() })
		.describe('Points for a reward.'),
	z
		.strictObject({ kind: z.literal('cancel'), on, spend: name.describe('The id of a spend.') })
		.describe('A spend that is undone: its points go back into their lots.'),
	given('gift').describe('Points from another member or from the house, not earned.'),
	given('transfer-in'),
	given('transfer-out'),
	given('goodwill'),
	given('purchase'),
	z
		.strictObject({
			kind: z.literal('adjust'),
			on,
			points: z.int().refine((points) => points !== 0, 'must not be 0')
		})
		.describe('By hand; below 0 points are taken.'),
	z
		.strictObject({
			kind: z.literal('award'),
			on,
			occasion: z.enum(awardOccasions),
			stay: name.optional().describe('For which stay; of one stay an occasion gives points once.')
		})
		.describe('Points of the awards of the version.'),
	z
		.strictObject({
			kind: z.literal('credits'),
			on,
			credit: id.describe('The id of a counter.'),
			amount: decimal,
			basis: z.enum(['real', 'award', 'gifted']).optional().describe('Without it real.')
		})
		.describe('Nights, stays, spend … as such, without the stays behind them; no points.'),
	z
		.strictObject({ kind: z.literal('named'), on, tier: id })
		.describe('A manager names the member.'),
	z
		.strictObject({ kind: z.literal('challenge'), on, tier: id })
		.describe('The challenge of that tier begins.'),
	z
		.strictObject({ kind: z.literal('card'), on, card: id })
		.describe('One of the cards of the version is bought.'),
	z
		.strictObject({
			kind: z.literal('choose'),
			on,
			milestone: id,
			at: count.describe('The number of the milestone.'),
			options: list(id)
		})
		.describe('What is chosen of a milestone.'),
	z
		.strictObject({
			kind: z.literal('use-gift'),
			on,
			gift: id,
			arrival: date,
			nights: count,
			id: name.optional()
		})
		.describe('Pieces of a gift are asked for a stay: as many as it needs, or none.'),
	z
		.strictObject({
			kind: z.literal('confirm'),
			on,
			use: name.describe('The id of a use-gift.'),
			at: z
				.string()
				.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM')
				.optional()
				.describe("On the property's clock; without it as the day begins.")
		})
		.describe('The pieces asked for are confirmed; what is not in time returns by itself.'),
	z
		.strictObject({ kind: z.literal('bill'), on, amount: decimal })
		.describe("A bill in the programme's currency is reduced with as many points as it can be."),
	z
		.strictObject({ kind: z.literal('convert'), on, to: id, points: count })
		.describe('Points into one of the conversions of the version.'),
	z
		.strictObject({ kind: z.literal('reward-nights'), on, nights: count, pointsEach: count })
		.describe('Nights of one stay paid with points, each at the same price.')
]);

export const example = z
	.strictObject({
		name,
		member: z
			.strictObject({
				joinedOn: date.optional().describe('Without it the day of the first event.'),
				tier: id.optional().describe('Held from joining on, for life.'),
				tierSince: date.optional().describe('Without it from joining on.'),
				tierValidTo: date
					.optional()
					.describe('Without it for life. The tier is reviewed when it ends.')
			})
			.optional()
			.describe('Without it somebody who joins with the first event, in the lowest tier.'),
		with: version
			.pick({
				rounding: true,
				expiry: true,
				clawback: true,
				backdateDays: true,
				releaseDays: true,
				returnGraceDays: true,
				discounted: true,
				restart: true,
				claimMonths: true,
				moneyOff: true
			})
			.partial()
			.extend({
				bases: z
					.record(z.string(), z.enum(['arrival', 'departure', 'night']))
					.optional()
					.describe('By the id of an earning rule, the date that it looks at instead.')
			})
			.optional()
			.describe('Settings that this example replaces for itself in every version.'),
		events: list(event).describe(
			'Played in this order. Between them time passes: points lapse and are posted, tiers end.'
		),
		on: date
			.optional()
			.describe('The day on which we look, at its end; without it the day of the last event.'),
		expect: expectation
	})
	.describe('Given a member and what happens, expect these points, tier and dates.');
