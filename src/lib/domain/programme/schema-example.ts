import { z } from 'zod';
import { isCurrency } from '../money.ts';
import { awardOccasions } from './programme.ts';
import { count, date, decimal, id, list, positive } from './schema-parts.ts';
import { version } from './schema-version.ts';

const stayFields = {
	id: z.string().min(1).optional().describe('The same id again corrects the stay.'),
	knownOn: date.optional().describe('When it becomes known; else on its departure.'),
	arrival: date,
	nights: z.int().min(0).max(365),
	status: z.enum(['booked', 'in_house', 'checked_out', 'cancelled', 'no_show']).optional(),
	property: z.string().min(1).optional(),
	brand: id.optional().describe('Needed where there are several; else the only one.'),
	rooms: count.optional(),
	roomType: z.string().min(1).optional(),
	ratePlan: z.string().min(1).optional(),
	channel: z.string().min(1).optional(),
	currency: z.string().refine(isCurrency, 'is no ISO 4217 currency').optional(),
	rate: positive
		.optional()
		.describe("How many units of the stay's currency one of the programme's buys."),
	room: decimal.optional().describe('Of the whole stay, all rooms together.'),
	food: decimal.optional(),
	spa: decimal.optional(),
	other: decimal.optional(),
	paidWithPoints: decimal.optional().describe('What of the amounts was taken off for points.'),
	awardNights: z.int().min(0).optional(),
	nightAmounts: list(decimal).optional(),
	roomAmounts: list(decimal).optional(),
	forOther: z.boolean().optional()
};

const activityFields = {
	id: z.string().min(1).optional(),
	knownOn: date.optional().describe('When it becomes known; else on its day.'),
	activity: id,
	amounts: z.record(z.string(), decimal).describe("By measure; money in the programme's currency.")
};

const stay = z.strictObject({ kind: z.literal('stay'), ...stayFields });
const activity = z.strictObject({ kind: z.literal('activity'), on: date, ...activityFields });

const event = z.discriminatedUnion('kind', [
	stay,
	activity,
	z
		.strictObject({ kind: z.literal('claim'), on: date, of: z.union([stay, activity]) })
		.describe('Something missing is claimed; too late is refused, else it is posted on that day.'),
	z
		.strictObject({
			kind: z.literal('refund'),
			on: date,
			stay: z.string().min(1),
			share: decimal.optional().describe('Of every amount that is left: "0.5" is half.'),
			room: decimal.optional(),
			food: decimal.optional(),
			spa: decimal.optional(),
			other: decimal.optional()
		})
		.describe('Money given back: a share of everything, or amounts; without either all of it.'),
	z.strictObject({
		kind: z.literal('spend'),
		on: date,
		points: count,
		id: z.string().min(1).optional()
	}),
	z
		.strictObject({ kind: z.literal('cancel'), on: date, spend: z.string().min(1) })
		.describe('A spend that is undone: its points go back into their lots.'),
	...(['gift', 'transfer-in', 'transfer-out', 'goodwill', 'purchase', 'adjust'] as const).map(
		(kind) => z.strictObject({ kind: z.literal(kind), on: date, points: count })
	),
	z.strictObject({ kind: z.literal('award'), on: date, occasion: z.enum(awardOccasions) }),
	z.strictObject({
		kind: z.literal('credits'),
		on: date,
		credit: id,
		amount: decimal,
		basis: z.enum(['real', 'award', 'gifted']).optional()
	}),
	z.strictObject({ kind: z.literal('named'), on: date, tier: id }),
	z.strictObject({ kind: z.literal('challenge'), on: date, tier: id }),
	z.strictObject({ kind: z.literal('card'), on: date, card: id }),
	z.strictObject({
		kind: z.literal('choose'),
		on: date,
		milestone: id,
		at: count,
		options: list(id)
	}),
	z.strictObject({ kind: z.literal('bill'), on: date, amount: decimal }),
	z.strictObject({ kind: z.literal('convert'), on: date, to: id, points: count }),
	z
		.strictObject({ kind: z.literal('reward-nights'), on: date, nights: count, pointsEach: count })
		.describe('Nights of one stay paid with points.')
]);

const points = z.int();

export const example = z.strictObject({
	name: z.string().min(1),
	member: z
		.strictObject({
			joinedOn: date.optional().describe('Else the day of the first event.'),
			tier: id.optional().describe('Held from joining on, for life.'),
			tierSince: date.optional().describe('Else from joining on.'),
			tierValidTo: date.optional().describe('Else for life. The review comes at its end.')
		})
		.optional(),
	with: version
		.pick({
			rounding: true,
			expiry: true,
			clawback: true,
			backdateDays: true,
			releaseDays: true,
			discounted: true,
			restart: true
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
	events: list(event),
	on: date.optional().describe('The day on which we look; else that of the last event.'),
	expect: z.strictObject({
		earned: points.optional().describe('Points of all stays, activities and awards together.'),
		base: points.optional().describe('Base points of the last stay or activity.'),
		bonus: points.optional().describe('Bonus points of the last stay or activity.'),
		exact: decimal
			.optional()
			.describe('Points of the last stay or activity before any rounding, as the entry says.'),
		noPointsBecause: z.string().optional(),
		balance: points.optional(),
		debt: points.optional(),
		balances: list(z.strictObject({ on: date, balance: points })).optional(),
		pending: points.optional().describe('Points that wait for their release.'),
		pendingUntil: date.optional().describe('The day of the next release.'),
		spent: points.optional().describe('Points that the last event took.'),
		tier: id.optional(),
		tiers: list(z.strictObject({ on: date, tier: id })).optional(),
		tierSince: date.optional(),
		tierValidTo: z.union([date, z.literal('life')]).optional(),
		credits: z
			.record(z.string(), decimal)
			.optional()
			.describe("What has counted since joining, money in the programme's currency."),
		creditsOfYear: z
			.record(z.string(), decimal)
			.optional()
			.describe('What counts for tiers in the calendar year of the day, rolled credits with it.'),
		rolled: z
			.record(z.string(), decimal)
			.optional()
			.describe('What was rolled over into the calendar year of the day.'),
		milestones: z
			.array(
				z.strictObject({
					milestone: id,
					at: count,
					reachedOn: date.optional(),
					chooseBy: date.optional(),
					chosen: z.array(id).optional()
				})
			)
			.optional()
			.describe('Every milestone issued so far, in their order; only the fields given compare.'),
		gifts: z
			.record(z.string(), z.int().nonnegative())
			.optional()
			.describe('Pieces of each gift that are valid on the day.'),
		pointsValidTo: z.union([date, z.literal('none')]).optional(),
		lots: z
			.array(z.strictObject({ points, validTo: z.union([date, z.literal('none')]) }))
			.optional()
			.describe('What is left in each open lot, first to lapse first.'),
		moneyOff: z
			.union([
				z.strictObject({ points: z.int().nonnegative(), amount: decimal }),
				z.strictObject({ refused: z.string() })
			])
			.optional(),
		refused: z.string().optional().describe('The code with which the last event was refused.')
	})
});
