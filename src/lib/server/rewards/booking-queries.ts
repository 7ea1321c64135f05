import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { RedemptionStatus } from '#lib/domain/rewards/states.ts';
import type { Reader } from '../db/database.ts';
import type { ListAsked } from '../lists.ts';
import { toReward } from './queries.ts';

export const bookingSorts = ['day', 'redeemed'] as const;
export type BookingSort = (typeof bookingSorts)[number];

export interface BookingFilter {
	readonly propertyId?: string | undefined;
	readonly memberId?: string | undefined;
	readonly status?: 'reserved' | 'issued' | undefined;
	/** Those whose last day is not before it. */
	readonly today: PlainDate;
}

/** What is booked at a house and not used yet. */
export interface Booking {
	readonly id: string;
	readonly memberId: string;
	readonly propertyId: string;
	readonly status: RedemptionStatus;
	/** As it was when it was redeemed. */
	readonly reward: Reward;
	readonly useOn?: PlainDate | undefined;
	readonly validTo: PlainDate;
	readonly confirmTo?: Instant | undefined;
}

const columns = {
	day: 'redemption.valid_to',
	redeemed: 'redemption.redeemed_at'
} as const satisfies Record<BookingSort, string>;

function found(reader: Reader, { propertyId, memberId, status, today }: BookingFilter) {
	let bookings = reader
		.selectFrom('redemption')
		.where('redemption.status', 'in', status ? [status] : ['reserved', 'issued'])
		.where('redemption.property_id', 'is not', null)
		.where('redemption.valid_to', '>=', today);
	if (propertyId) bookings = bookings.where('redemption.property_id', '=', propertyId);
	if (memberId) bookings = bookings.where('redemption.member_id', '=', memberId);
	return bookings;
}

export async function listBookings(
	reader: Reader,
	filter: BookingFilter,
	{ sort, descending, offset, limit }: Omit<ListAsked<BookingSort>, 'filters'>
): Promise<Booking[]> {
	const order = descending ? 'desc' : 'asc';
	const rows = await found(reader, filter)
		.innerJoin('reward_revision as revision', (join) =>
			join
				.onRef('revision.reward_id', '=', 'redemption.reward_id')
				.onRef('revision.revision', '=', 'redemption.reward_revision')
		)
		.select(['redemption.id', 'redemption.member_id', 'redemption.property_id'])
		.select(['redemption.status', 'use_on', 'valid_to', 'confirm_to', 'revision.document'])
		.orderBy(columns[sort], order)
		.orderBy('redemption.id', order)
		.offset(offset)
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		memberId: row.member_id,
		propertyId: row.property_id ?? '',
		status: row.status,
		reward: toReward(row.document),
		useOn: row.use_on ?? undefined,
		validTo: row.valid_to,
		confirmTo: row.confirm_to ?? undefined
	}));
}

export async function countBookings(reader: Reader, filter: BookingFilter): Promise<number> {
	const row = await found(reader, filter)
		.select(({ fn }) => fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}
