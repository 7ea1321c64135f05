import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import type { ListAsked } from '../lists.ts';

// As the index `stay_waiting` has it, or it is not used.
const waits = sql<boolean>`substr(no_points_because, 1, 26) = '{"code":"no-exchange-rate"'`;

export interface WaitingStay {
	readonly id: string;
	readonly memberId: string;
	readonly departure: PlainDate;
}

/** Stays after a place in the list that wait though there is a rate to their currency on their day. */
export async function listFreed(
	reader: Reader,
	after: { readonly departure: PlainDate; readonly id: string },
	limit: number
): Promise<WaitingStay[]> {
	const rows = await reader
		.selectFrom('stay')
		.innerJoin('stay_revision as word', (join) =>
			join.onRef('word.stay_id', '=', 'stay.id').onRef('word.revision', '=', 'stay.revision')
		)
		.select(['stay.id', 'stay.member_id', 'stay.departure'])
		.where(waits)
		.where(sql<boolean>`(stay.departure, stay.id) > (${after.departure}, ${after.id})`)
		.where('stay.member_id', 'is not', null)
		.where((stay) =>
			stay.exists(
				stay
					.selectFrom('exchange_rate as rate')
					.select('rate.day')
					.whereRef('rate.day', '=', 'stay.departure')
					.whereRef('rate.quote', '=', 'word.currency')
			)
		)
		.orderBy('stay.departure')
		.orderBy('stay.id')
		.limit(limit)
		.execute();
	return rows.map(({ id, member_id, departure }) => ({ id, memberId: member_id ?? '', departure }));
}

export type WaitingSort = 'departure' | 'currency';

/** A page of the stays that wait, with the house, the guest and what they wait for. */
export function listWaiting(
	reader: Reader,
	{ sort, descending, offset, limit }: ListAsked<WaitingSort>
) {
	const order = descending ? 'desc' : 'asc';
	return reader
		.selectFrom('stay')
		.innerJoin('stay_revision as word', (join) =>
			join.onRef('word.stay_id', '=', 'stay.id').onRef('word.revision', '=', 'stay.revision')
		)
		.innerJoin('property', 'property.id', 'stay.property_id')
		.innerJoin('member', 'member.id', 'stay.member_id')
		.select(['stay.id', 'stay.member_id', 'member.number', 'stay.arrival', 'stay.departure'])
		.select(['stay.source', 'stay.source_id', 'stay.no_points_because', 'word.currency'])
		.select('property.name as property')
		.where(waits)
		.orderBy(sort === 'currency' ? 'word.currency' : 'stay.departure', order)
		.orderBy('stay.departure', order)
		.orderBy('stay.id', order)
		.offset(offset)
		.limit(limit)
		.execute();
}

export async function countWaiting(reader: Reader): Promise<number> {
	const { count } = await reader
		.selectFrom('stay')
		.select((stay) => stay.fn.countAll().as('count'))
		.where(waits)
		.where('member_id', 'is not', null)
		.executeTakeFirstOrThrow();
	return Number(count);
}
