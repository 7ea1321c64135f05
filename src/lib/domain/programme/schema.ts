import { z } from 'zod';
import { isPlainDate, isTimeZone } from '../calendar.ts';
import { isCurrency } from '../money.ts';
import { revenueClasses } from '../stays/stay.ts';
import {
	activities,
	awardOccasions,
	tones,
	type Need,
	type ProgrammeFile,
	type Version
} from './programme.ts';

const id = z
	.string()
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
	.max(60);
const date = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date, YYYY-MM-DD')
	.refine(isPlainDate, 'is no day of the calendar');
const decimalPattern = /^\d{1,12}(\.\d{1,9})?$/;
const noDecimal = 'must be a whole number or decimal text, such as "2.5"';
const decimal = z
	.union([z.int().nonnegative(), z.string().regex(decimalPattern, noDecimal)], {
		error: noDecimal
	})
	.describe('A whole number, or decimal text such as "2.5"; never a JSON float.');
const positive = decimal.refine((value) => Number(value) > 0, 'must be above 0');
const text = z
	.object({ en: z.string().min(1) })
	.catchall(z.string().min(1))
	.describe('A text per locale; "en" is always there and stands in for the others.');
const count = z.int().positive();
const list = <T extends z.ZodType>(of: T) => z.array(of).min(1);

const where = {
	properties: list(z.string().min(1)).optional().describe('Codes of properties.'),
	brands: list(id).optional(),
	channels: list(z.string().min(1)).optional(),
	exceptChannels: list(z.string().min(1)).optional(),
	ratePlans: list(z.string().min(1)).optional(),
	exceptRatePlans: list(z.string().min(1)).optional(),
	roomTypes: list(z.string().min(1)).optional(),
	nightsMin: count.optional()
};
const stayWhere = z.strictObject(where);
const datedWhere = z.strictObject({
	...where,
	from: date.optional().describe("The first day, on the rule's date basis."),
	to: date.optional().describe("The last day, on the rule's date basis."),
	daysOfMonth: list(z.int().min(1).max(31)).optional()
});

const window = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('calendar-year') }),
	z.strictObject({ kind: z.literal('member-year') }),
	z.strictObject({ kind: z.literal('membership') }),
	z.strictObject({ kind: z.literal('rolling-months'), months: count.max(120) })
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
	z.strictObject({
		kind: z.literal('months'),
		months: count.max(240),
		from: z.enum(['day', 'month-start'])
	}),
	z.strictObject({ kind: z.literal('member-year'), yearsAfter: z.int().min(0).max(20) })
]);

const way = z.discriminatedUnion('kind', [
	z.strictObject({ id, kind: z.literal('reach'), window, needs: need, validity }),
	z.strictObject({ id, kind: z.literal('named'), validity }).describe('Named by a manager.')
]);

const tier = z.strictObject({
	id,
	name: text,
	tone: z.enum(tones),
	bonus: decimal.describe('The share of base points that the tier adds: "0.25" is a quarter.'),
	ways: z.array(way),
	benefits: z.array(z.strictObject({ id, name: text })).optional()
});

const classes = list(z.enum(revenueClasses));

const credit = z.discriminatedUnion('kind', [
	z.strictObject({
		id,
		kind: z.literal('nights'),
		credit: id,
		awardNights: z.enum(['count', 'skip']),
		countsOn: z.enum(['departure', 'night']),
		where: stayWhere.optional()
	}),
	z.strictObject({ id, kind: z.literal('stays'), credit: id, where: stayWhere.optional() }),
	z.strictObject({
		id,
		kind: z.literal('spend'),
		credit: id,
		classes,
		maxRooms: count.optional(),
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
		maxRooms: count.optional(),
		cap: count.optional().describe('Points of this rule for one stay at most, before the bonus.')
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
			activity: list(z.enum(activities)),
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
		to: z.enum(['end-of-month', 'month-end-plus', 'day'])
	}),
	z.strictObject({ kind: z.literal('lot-days'), days: count.max(7300) })
]);

const award = z.strictObject({
	id,
	kind: z.literal('fixed'),
	on: z.enum(awardOccasions),
	points: count
});

const milestone = z.strictObject({
	id,
	kind: z.enum(['choice', 'points']),
	credit: id,
	at: list(count),
	window,
	points: count.optional(),
	options: list(z.strictObject({ id, name: text })).optional(),
	withinDays: count.optional(),
	otherwise: id.optional()
});

const moneyOff = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('steps'), points: count, amount: positive }),
	z.strictObject({ kind: z.literal('any'), pointsPerUnit: positive })
]);

const version = z.strictObject({
	from: date.optional().describe('The first day it is in force. The first version has none.'),
	currency: z.string().refine(isCurrency, 'is no ISO 4217 currency'),
	timeZone: z.string().refine(isTimeZone, 'is no time zone'),
	pointsName: z.record(
		z.string(),
		z.strictObject({ one: z.string().min(1).optional(), other: z.string().min(1) })
	),
	brands: list(id).describe('The classes of property that rules tell apart.'),
	backdateDays: z.int().min(0).max(3650).optional(),
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
	expiry,
	awards: z.array(award),
	milestones: z.array(milestone).optional(),
	moneyOff: moneyOff.optional(),
	clawback: z.enum(['debt', 'available']),
	returnGraceDays: z.int().min(0).max(365).optional(),
	services: z
		.array(
			z.strictObject({
				id,
				name: text,
				byTier: z.record(z.string(), z.enum(['offered', 'on-request']))
			})
		)
		.optional()
});

const event = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('stay'),
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
		awardNights: z.int().min(0).optional(),
		nightAmounts: list(decimal).optional(),
		roomAmounts: list(decimal).optional(),
		forOther: z.boolean().optional()
	}),
	...(['gift', 'spend', 'transfer-in', 'transfer-out'] as const).map((kind) =>
		z.strictObject({ kind: z.literal(kind), on: date, points: count })
	),
	z.strictObject({ kind: z.literal('award'), on: date, occasion: z.enum(awardOccasions) }),
	z.strictObject({ kind: z.literal('credits'), on: date, credit: id, amount: decimal }),
	z.strictObject({ kind: z.literal('named'), on: date, tier: id }),
	z.strictObject({ kind: z.literal('bill'), on: date, amount: decimal })
]);

const points = z.int();

const example = z.strictObject({
	name: z.string().min(1),
	member: z
		.strictObject({
			joinedOn: date.optional().describe('Else the day of the first event.'),
			tier: id.optional().describe('Held from joining on, for life.')
		})
		.optional(),
	with: version
		.pick({ rounding: true, expiry: true, clawback: true, backdateDays: true })
		.partial()
		.optional()
		.describe('Settings that this example replaces for itself in every version.'),
	events: list(event),
	on: date.optional().describe('The day on which we look; else that of the last event.'),
	expect: z.strictObject({
		earned: points.optional().describe('Points of all stays and awards together.'),
		base: points.optional().describe('Base points of the last stay.'),
		bonus: points.optional().describe('Bonus points of the last stay.'),
		noPointsBecause: z.string().optional(),
		balance: points.optional(),
		debt: points.optional(),
		balances: list(z.strictObject({ on: date, balance: points })).optional(),
		tier: id.optional(),
		tiers: list(z.strictObject({ on: date, tier: id })).optional(),
		tierSince: date.optional(),
		tierValidTo: z.union([date, z.literal('life')]).optional(),
		credits: z
			.record(z.string(), decimal)
			.optional()
			.describe("What has counted since joining, money in the programme's currency."),
		pointsValidTo: z.union([date, z.literal('none')]).optional(),
		moneyOff: z
			.union([
				z.strictObject({ points: z.int().nonnegative(), amount: decimal }),
				z.strictObject({ refused: z.string() })
			])
			.optional(),
		refused: z.string().optional().describe('The code with which the last event was refused.')
	})
});

export const versionSchema: z.ZodType<Version> = version as unknown as z.ZodType<Version>;

export const programmeFileSchema = z.strictObject({
	schemaVersion: z.literal(1),
	name: text,
	versions: list(version),
	examples: z.array(example)
});

/** Compiles only while what the schema lets through is a ProgrammeFile. */
type Agrees = [z.output<typeof programmeFileSchema>] extends [Loose<ProgrammeFile>] ? true : never;
const agrees: Agrees = true;
void agrees;

/** Lists that must not be empty are plain arrays to zod. */
type Loose<T> = T extends readonly [infer Item, ...(infer Item)[]]
	? readonly Loose<Item>[]
	: T extends object
		? { readonly [Key in keyof T]: Loose<T[Key]> }
		: T;
