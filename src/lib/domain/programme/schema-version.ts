import { z } from 'zod';
import { isDayOfYear, isTimeZone } from '../calendar.ts';
import { isCurrency } from '../money.ts';
import { revenueClasses } from '../stays/stay.ts';
import { activities, awardOccasions, tones, type Need } from './programme.ts';
import { count, date, decimal, id, list, positive, text } from './schema-parts.ts';

const where = {
	properties: list(z.string().min(1)).optional().describe('Codes of properties.'),
	brands: list(id).optional(),
	channels: list(z.string().min(1)).optional(),
	exceptChannels: list(z.string().min(1)).optional(),
	ratePlans: list(z.string().min(1)).optional(),
	exceptRatePlans: list(z.string().min(1)).optional(),
	roomTypes: list(z.string().min(1)).optional(),
	nightsMin: count.optional().describe('Stays of at least so many nights.')
};
const stayWhere = z.strictObject(where);
const datedWhere = z.strictObject({
	...where,
	from: date.optional().describe("The first day, on the rule's date basis."),
	to: date.optional().describe("The last day, on the rule's date basis."),
	daysOfMonth: list(z.int().min(1).max(31))
		.optional()
		.describe("Only these days, on the rule's date basis.")
});

const fixedWindows = [
	z.strictObject({ kind: z.literal('calendar-year') }),
	z
		.strictObject({ kind: z.literal('member-year') })
		.describe('From one anniversary of joining to the day before the next.'),
	z.strictObject({ kind: z.literal('membership') }).describe('All that ever counted.')
] as const;
const window = z.discriminatedUnion('kind', [
	...fixedWindows,
	z
		.strictObject({ kind: z.literal('rolling-months'), months: count.max(120) })
		.describe('So many full months before the month of the day, and that month up to the day.')
]);

const need: z.ZodType<Need> = z.lazy(() =>
	z.discriminatedUnion('kind', [
		z.strictObject({ kind: z.literal('at-least'), credit: id, amount: decimal }),
		z.strictObject({ kind: z.literal('at-most'), credit: id, amount: decimal }),
		z.strictObject({ kind: z.literal('all'), of: list(need) }),
		z.strictObject({ kind: z.literal('any'), of: list(need) })
	])
);

const validity = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('life') }),
	z
		.strictObject({
			kind: z.literal('end-of-month'),
			month: z.int().min(1).max(12),
			yearsAfter: z.int().min(0).max(20)
		})
		.describe('To the last day of that month, so many years after the year of reaching it.'),
	z
		.strictObject({
			kind: z.literal('months'),
			months: count.max(240),
			from: z.enum(['day', 'month-start'])
		})
		.describe('Through the day before so many months on, from the day or the first of its month.'),
	z
		.strictObject({ kind: z.literal('member-year'), yearsAfter: z.int().min(0).max(20) })
		.describe("To the end of the member's year, so many after the one in which it was reached.")
]);

const way = z.discriminatedUnion('kind', [
	z.strictObject({
		id,
		kind: z.literal('reach'),
		window,
		needs: need,
		validity,
		after: id.optional().describe('Open only to those who hold this tier.')
	}),
	z
		.strictObject({
			id,
			kind: z.literal('challenge'),
			days: count.max(730),
			needs: need,
			validity
		})
		.describe('Lent for some days; who meets the needs in them has it for its validity.'),
	z.strictObject({ id, kind: z.literal('named'), validity }).describe('Named by a manager.')
]);

const keep = z.strictObject({
	needs: need,
	window: z.discriminatedUnion('kind', [
		z.strictObject({ kind: z.literal('calendar-year') }),
		z.strictObject({ kind: z.literal('member-year') }),
		z
			.strictObject({
				kind: z.literal('months'),
				months: count.max(120),
				gap: z.int().min(0).max(12)
			})
			.describe('Full months; so many lie between them and the month after the end.')
	]),
	validity: validity.describe('From the day after the old validity on.'),
	otherwise: z.discriminatedUnion('kind', [
		z.strictObject({ kind: z.literal('by-credits') }).describe('What else is held then.'),
		z
			.strictObject({ kind: z.literal('one-down'), validity })
			.describe('The next lower tier, for so long from the day after.')
	])
});

const tier = z.strictObject({
	id,
	name: text,
	tone: z.enum(tones),
	bonus: decimal.describe('The share of base points that the tier adds: "0.25" is a quarter.'),
	ways: z.array(way),
	keep: keep.optional().describe('What its holder must do again; without it the tier ends.'),
	benefits: z.array(z.strictObject({ id, name: text })).optional()
});

const classes = list(z.enum(revenueClasses));

const credit = z.discriminatedUnion('kind', [
	z.strictObject({
		id,
		kind: z.literal('nights'),
		credit: id,
		awardNights: z.enum(['count', 'skip']).describe('Nights paid with a reward.'),
		countsOn: z.enum(['departure', 'night']),
		where: stayWhere.optional()
	}),
	z.strictObject({
		id,
		kind: z.literal('stays'),
		credit: id,
		backToBack: z
			.enum(['one', 'each'])
			.optional()
			.describe('Stays at one property without a night between; without it each counts.'),
		where: stayWhere.optional()
	}),
	z.strictObject({
		id,
		kind: z.literal('spend'),
		credit: id,
		classes,
		maxRooms: count.optional().describe('Of so many rooms; without it of all.'),
		where: stayWhere.optional()
	}),
	z.strictObject({ id, kind: z.literal('base-points'), credit: id, where: stayWhere.optional() }),
	z.strictObject({ id, kind: z.literal('no-shows'), credit: id, where: stayWhere.optional() })
]);

const earning = z.discriminatedUnion('kind', [
	z.strictObject({
		id,
		kind: z.literal('rate'),
		points: decimal,
		per: positive.describe("Units of the programme's currency that give the points."),
		classes,
		basis: z
			.enum(['arrival', 'departure', 'night'])
			.describe('The date that its validity and days of the month look at.'),
		as: z.enum(['base', 'bonus']).describe('Only base points carry the tier bonus.'),
		rank: z.int().optional().describe('Rules apply by rank, lowest first.'),
		stop: z.boolean().optional().describe('No later rule applies to what this one applies to.'),
		where: datedWhere.optional(),
		maxRooms: count.optional().describe('Of so many rooms; without it of all.'),
		cap: count.optional().describe('Points of this rule for one stay at most, before the bonus.'),
		awardNights: z
			.enum(['earn', 'skip'])
			.optional()
			.describe('What was charged for nights paid with a reward; without it it earns.')
	})
]);

const rounding = z.strictObject({
	mode: z.enum(['floor', 'half-up', 'half-even']),
	at: z
		.enum(['line', 'total'])
		.describe("A line is one rule's result for one revenue class; its bonus is rounded by itself.")
});

const expiry = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('never') }),
	z
		.strictObject({
			kind: z.literal('inactivity'),
			months: count.max(240).optional(),
			days: count.max(7300).optional(),
			activity: list(z.enum(activities)).describe(
				'What counts; usable through the day before the last of it + months, or + days.'
			),
			sleepsFrom: id
				.optional()
				.describe('While this tier or a higher one is held, nothing expires.')
		})
		.refine((rule) => (rule.months === undefined) !== (rule.days === undefined), {
			error: 'needs either months or days'
		}),
	z.strictObject({
		kind: z.literal('lot'),
		months: count.max(240),
		to: z
			.enum(['end-of-month', 'month-end-plus', 'day'])
			.describe(
				'The last day of the N-th month after the month it was made; N months after the last day of that month; the day before the day it was made + N months.'
			)
	}),
	z.strictObject({ kind: z.literal('lot-days'), days: count.max(7300) }),
	z
		.strictObject({
			kind: z.literal('fixed-day'),
			month: z.int().min(1).max(12),
			day: z.int().min(1).max(31),
			yearsAfter: z.int().min(0).max(20)
		})
		.refine(({ month, day }) => isDayOfYear(month, day), { error: 'is no day of the year' })
		.describe('To the next such day on or after the day it was made, so many years later.')
]);

const award = z.strictObject({
	id,
	kind: z.literal('fixed'),
	on: z.enum(awardOccasions),
	points: count
});

const gift = z.strictObject({
	id,
	name: text,
	points: count.optional(),
	count: count.optional().describe('Pieces; without it one.'),
	validity: validity.optional().describe('From the day of the milestone; without it for life.'),
	use: z
		.strictObject({
			perNight: z.boolean().describe('One for each night of a stay, all or none.'),
			returns: z
				.strictObject({
					daysBefore: z.int().min(0).max(60).describe('Before the arrival.'),
					at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM')
				})
				.optional()
		})
		.optional()
});

const milestone = z.strictObject({
	id,
	credit: id.describe('Rolled and gifted credits do not count here.'),
	window: z
		.discriminatedUnion('kind', fixedWindows)
		.describe('Each number is given once in it; it does not roll.'),
	at: z.union([
		list(count),
		z.strictObject({ from: count, step: count, to: count }).refine(({ from, to }) => from <= to, {
			error: 'must not end before it begins'
		})
	]),
	kind: z.enum(['points', 'gift', 'choice']),
	points: count.optional(),
	gift: gift.optional(),
	options: list(gift).optional(),
	choose: count.optional().describe('How many of the options; without it one.'),
	withinDays: count.optional().describe('The last day to choose is so many days later.'),
	otherwise: list(id).optional().describe('What it is when nobody chooses in time.')
});

const moneyOff = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('steps'), points: count, amount: positive }),
	z.strictObject({ kind: z.literal('any'), pointsPerUnit: positive })
]);

export const version = z.strictObject({
	from: date.optional().describe('The first day it is in force. The first version has none.'),
	currency: z.string().refine(isCurrency, 'is no ISO 4217 currency'),
	timeZone: z.string().refine(isTimeZone, 'is no time zone'),
	pointsName: z.record(
		z.string(),
		z.strictObject({ one: z.string().min(1).optional(), other: z.string().min(1) })
	),
	brands: list(id).describe('The classes of property that rules tell apart.'),
	backdateDays: z
		.int()
		.min(0)
		.max(3650)
		.optional()
		.describe('Days before joining of which a departure still earns; without it none.'),
	counters: z.array(
		z.strictObject({
			id,
			unit: z.enum(['nights', 'stays', 'money', 'points', 'times']),
			name: text
		})
	),
	tiers: list(tier).describe('Lowest first. The first is the floor: everybody holds it.'),
	credits: z.array(credit),
	earning: z.array(earning),
	rounding,
	releaseDays: z
		.int()
		.min(1)
		.max(365)
		.optional()
		.describe('Days after the departure on which points are posted; without it at once.'),
	expiry,
	reminders: z.strictObject({ daysBefore: list(count.max(365)) }).optional(),
	awards: z.array(award),
	milestones: z.array(milestone).optional(),
	restart: z
		.enum(['on-upgrade', 'on-upgrade-and-renewal'])
		.optional()
		.describe('Counters begin at 0 on the day after a tier was reached, or also once it is kept.'),
	rollOver: z
		.array(
			z.strictObject({
				id,
				credit: id,
				tierMin: id.optional(),
				years: list(z.int().min(1900).max(9998))
					.optional()
					.describe('Out of these years only; without it out of every year.')
			})
		)
		.optional()
		.describe(
			'Real credits of a calendar year above what the tier reached in it asks for count in the next, once, for tiers alone.'
		),
	tierYears: z
		.array(z.strictObject({ id, credit: id, tierMin: id }))
		.optional()
		.describe('One credit for each calendar year at whose end the tier or a higher one is held.'),
	cards: z
		.array(
			z.strictObject({
				id,
				name: text,
				tier: id.optional(),
				validity,
				credits: list(z.strictObject({ credit: id, amount: count })).optional()
			})
		)
		.optional(),
	activities: z
		.array(
			z.strictObject({
				id,
				name: text,
				measures: list(z.strictObject({ id, unit: z.enum(['money', 'count']) })),
				earning: z.array(
					z.strictObject({
						id,
						measure: id,
						points: decimal,
						per: positive.describe('Units of the measure that give the points.'),
						as: z.enum(['base', 'bonus']),
						from: date.optional(),
						to: date.optional(),
						cap: count.optional()
					})
				),
				credits: z.array(
					z.strictObject({
						id,
						credit: id,
						measure: id,
						amount: positive,
						per: positive,
						cap: count.optional()
					})
				)
			})
		)
		.optional(),
	discounted: z
		.enum(['earn', 'skip'])
		.optional()
		.describe('What was paid with points; without it it does not earn.'),
	claimMonths: count
		.max(60)
		.optional()
		.describe('The last day to claim is the same day so many months on; without it there is none.'),
	rewardNights: z
		.strictObject({ freeEvery: z.int().min(2), freeMost: count, tierMin: id.optional() })
		.optional()
		.describe('Of the nights of one stay that are paid with points every so-many-th is free.'),
	conversions: z
		.array(
			z.strictObject({
				id,
				name: text,
				pointsMin: count,
				step: count,
				rate: positive.optional()
			})
		)
		.optional(),
	transfer: z
		.strictObject({
			givenMost: count,
			receivedMost: count,
			pointsMin: count,
			delayDays: z.int().min(0).max(90),
			memberDaysMin: z.int().min(0).max(3650)
		})
		.optional()
		.describe('Without it members cannot give each other points.'),
	pooling: z
		.strictObject({
			membersMost: z.int().min(2).max(20),
			takenMost: count,
			delayDays: z.int().min(0).max(90)
		})
		.optional()
		.describe('Without it there are no households.'),
	approvals: z
		.strictObject({
			adjustMost: z.strictObject({
				desk: z.int().nonnegative().optional(),
				manager: z.int().nonnegative().optional(),
				owner: z.int().nonnegative().optional()
			})
		})
		.optional(),
	moneyOff: moneyOff.optional(),
	clawback: z
		.enum(['debt', 'available'])
		.describe('What was spent and must be taken back is owed, or stays with the member.'),
	returnGraceDays: z
		.int()
		.min(0)
		.max(365)
		.optional()
		.describe('How many days longer points live that come back after their last day.'),
	services: z
		.array(
			z.strictObject({
				id,
				name: text,
				byTier: z.record(z.string(), z.enum(['offered', 'on-request'])),
				byProperty: z
					.record(z.string(), z.record(z.string(), z.enum(['offered', 'on-request', 'none'])))
					.optional()
					.describe('By the code of a property where a tier gets it otherwise.')
			})
		)
		.optional()
});
