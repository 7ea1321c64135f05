import { z } from 'zod';
import { isPlainDate, nightsBetween, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { isMemberNumber } from '#lib/domain/members/number.ts';
import { isCurrency, parseAmount } from '#lib/domain/money.ts';

export type StayStatus = z.infer<typeof Status>;
export type FolioClass = 'room' | 'food' | 'spa' | 'other';

export interface FolioLineIn {
	readonly class: FolioClass;
	readonly amountMinor: number;
	readonly on: PlainDate;
}

/** One stay as a source says it stands now, checked. The same shape comes from CSV, API and demo. */
export interface StayIn {
	readonly source: string;
	/** Unique within the source. */
	readonly stayId: string;
	/** The property's code. */
	readonly property: string;
	readonly memberNumber?: string | undefined;
	readonly email?: string | undefined;
	readonly lastName?: string | undefined;
	/** Who booked, where that is not the guest: gets no points. */
	readonly bookerNumber?: string | undefined;
	readonly status: StayStatus;
	readonly bookedOn?: PlainDate | undefined;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly rooms: number;
	readonly adults: number;
	readonly children: number;
	readonly roomType?: string | undefined;
	/** By which the desk finds a guest without a phone. */
	readonly roomNumber?: string | undefined;
	readonly ratePlan?: string | undefined;
	readonly channel?: string | undefined;
	readonly currency: string;
	/** Lines that are not zero. */
	readonly folio: readonly FolioLineIn[];
	readonly awardNights: number;
	/** What of the amounts was taken off for points. */
	readonly paidWithPointsMinor?: number | undefined;
	/** What the room cost on each night, where the source knows. */
	readonly nightAmounts?: readonly { readonly on: PlainDate; readonly amountMinor: number }[];
	/** What each room cost, where the source knows. */
	readonly roomAmounts?: readonly number[];
	readonly updatedAt: Instant;
}

const nights_max = 999;
const rooms_max = 999;
const children_max = 9_999;

const Status = z.enum(['booked', 'in_house', 'checked_out', 'cancelled', 'no_show'], {
	error: 'is not one of booked, in_house, checked_out, cancelled, no_show'
});

// PostgreSQL cannot keep NUL, and U+FFFD is what a wrong encoding leaves of a character.
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

const text = (length: number) =>
	z
		.string({ error: 'is missing' })
		.trim()
		.min(1, 'is missing')
		.max(length, `is longer than ${length} characters`)
		.refine(
			(value) => value.isWellFormed() && !unreadable.test(value),
			'has a character that cannot be read; is the encoding right?'
		);

const date = z
	.string({ error: 'is missing' })
	.refine(isPlainDate, 'is not a date of the form 2025-12-31');

const wholeNumber = 'is not a whole number';
const count = (min: number, max: number) =>
	z
		.union(
			[
				z
					.string()
					.regex(/^\d{1,9}$/, wholeNumber)
					.transform(Number),
				z.int()
			],
			wholeNumber
		)
		.refine((value) => value >= min && value <= max, `is not between ${min} and ${max}`);

const decimalAmount = 'is not an amount such as 199.50';
/** A decimal with a point, as text, or a whole number. JSON's own fractions are inexact. */
const amount = z.union(
	[z.string().regex(/^-?\d{1,13}(\.\d{1,9})?$/, decimalAmount), z.int().transform(String)],
	decimalAmount
);

const memberNumber = z
	.string()
	.refine(isMemberNumber, 'is not a member number (ten digits with a check digit)');

const instant = z.string({ error: 'is missing' }).transform((value, context): Instant => {
	const read = readInstant(value);
	if (read) return read;
	context.addIssue('is not a moment of the form 2025-12-31T18:00:00Z');
	return z.NEVER;
});

/** The columns of the CSV and the fields of the API's JSON, each by itself. */
export const StayFields = z.object({
	source: text(64),
	stay_id: text(128),
	property: text(32),
	member_number: memberNumber.optional(),
	email: text(254).pipe(z.email('is not an e-mail address')).optional(),
	last_name: text(200).optional(),
	booker_number: memberNumber.optional(),
	status: Status,
	booked_on: date.optional(),
	arrival: date,
	departure: date,
	rooms: count(1, rooms_max).default(1),
	adults: count(0, children_max).default(1),
	children: count(0, children_max).default(0),
	room_type: text(64).optional(),
	room_number: text(16).optional(),
	rate_plan: text(64).optional(),
	channel: text(64).optional(),
	currency: z
		.string({ error: 'is missing' })
		.refine(isCurrency, 'is not a currency code such as EUR'),
	room_amount: amount.default('0'),
	food_amount: amount.default('0'),
	spa_amount: amount.default('0'),
	other_amount: amount.default('0'),
	award_nights: count(0, nights_max).default(0),
	paid_with_points: amount.default('0'),
	nights: z.array(z.object({ date, amount })).max(nights_max).optional(),
	room_amounts: z.array(amount).max(rooms_max).optional(),
	folio: z
		.array(z.object({ class: z.enum(['room', 'food', 'spa', 'other']), amount, date }))
		.max(1_000)
		.optional(),
	updated_at: instant
});

/** The canonical row: a stay as somebody sends it, made into a checked one. */
export const StayRow = StayFields.transform((row, context): StayIn => {
	const wrong = (path: (string | number)[], message: string) => {
		context.addIssue({ code: 'custom', path, message });
	};
	const money = (value: string, ...path: (string | number)[]): number => {
		if (value === '0') return 0;
		const minor = parseAmount(value, row.currency);
		if (minor === undefined) wrong(path, `has more decimals than ${row.currency}`);
		else if (minor < 0) wrong(path, 'is negative');
		return minor ?? 0;
	};

	if (row.source === 'claim') wrong(['source'], 'is kept for what managers record');
	const nights = nightsBetween(row.arrival, row.departure);
	if (nights < 0) wrong(['departure'], 'is before the arrival');
	else if (nights > nights_max)
		wrong(['departure'], `is more than ${nights_max} nights after the arrival`);
	else if (row.award_nights > nights)
		wrong(['award_nights'], 'is more than the nights of the stay');
	if (!row.member_number && !row.booker_number && !(row.email && row.last_name))
		wrong(['member_number'], 'is missing, and so is email with last_name');

	const folio =
		row.folio?.map((line, at) => ({
			class: line.class,
			amountMinor: money(line.amount, 'folio', at, 'amount'),
			on: line.date
		})) ??
		(
			[
				['room', 'room_amount'],
				['food', 'food_amount'],
				['spa', 'spa_amount'],
				['other', 'other_amount']
			] as const
		).map(([lineClass, field]) => ({
			class: lineClass,
			amountMinor: money(row[field], field),
			on: row.departure
		}));

	const paidWithPoints = money(row.paid_with_points, 'paid_with_points');
	if (paidWithPoints > 0 && paidWithPoints > folio.reduce((sum, line) => sum + line.amountMinor, 0))
		wrong(['paid_with_points'], 'is more than the amounts together');

	return {
		source: row.source,
		stayId: row.stay_id,
		property: row.property,
		memberNumber: row.member_number,
		email: row.email,
		lastName: row.last_name,
		bookerNumber: row.booker_number,
		status: row.status,
		bookedOn: row.booked_on,
		arrival: row.arrival,
		departure: row.departure,
		rooms: row.rooms,
		adults: row.adults,
		children: row.children,
		roomType: row.room_type,
		roomNumber: row.room_number,
		ratePlan: row.rate_plan,
		channel: row.channel,
		currency: row.currency,
		folio: folio.filter((line) => line.amountMinor !== 0),
		awardNights: row.award_nights,
		paidWithPointsMinor: paidWithPoints || undefined,
		nightAmounts: row.nights?.map((night, at) => ({
			on: night.date,
			amountMinor: money(night.amount, 'nights', at, 'amount')
		})),
		roomAmounts: row.room_amounts?.map((value, at) => money(value, 'room_amounts', at)),
		updatedAt: row.updated_at
	};
});

const moment =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A date alone is its midnight, a moment without an offset is UTC. */
function readInstant(value: string): Instant | undefined {
	const found = moment.exec(value);
	if (!found) return undefined;
	const [, day = '', time = '00:00', second = '00', fraction = '', offset = 'Z'] = found;
	if (!isPlainDate(day)) return undefined;
	const ms = Date.parse(`${day}T${time}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`);
	return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
