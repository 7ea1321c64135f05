import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** Stays that are not over, with the room of their newest word. */
function openStays(reader: Reader) {
	return (
		reader
			.selectFrom('stay')
			.innerJoin('stay_revision as word', (join) =>
				join.onRef('word.stay_id', '=', 'stay.id').onRef('word.revision', '=', 'stay.revision')
			)
			.select(['stay.id', 'stay.status', 'stay.arrival', 'stay.departure', 'stay.nights'])
			.select(['word.room_type', 'word.room_number', 'word.rooms', 'word.adults', 'word.children'])
			// Said like the index of open stays says it, or no database would use it.
			.where('stay.status', 'in', [sql.lit<'booked'>('booked'), sql.lit<'in_house'>('in_house')])
	);
}

/** Members who are in a house on a day, or are to arrive there on it, in the order of their names. */
export const listInHouse = statement(
	(reader, { propertyId, today }: { propertyId: string; today: PlainDate }) =>
		openStays(reader)
			.innerJoin('member', 'member.id', 'stay.member_id')
			.innerJoin('member_identity as identity', 'identity.member_id', 'member.id')
			.select(['member.id as member_id', 'member.number', 'given_name', 'family_name'])
			.where('stay.property_id', '=', propertyId)
			.where('stay.arrival', '<=', today)
			.where('stay.departure', '>=', today)
			.where('member.status', '=', sql.lit<'active'>('active'))
			.orderBy('family_name_key')
			.orderBy('given_name_key')
			.orderBy('stay.id')
);

/** The stays that begin on some days; without a member where nobody's card was given. */
export const listArriving = statement(
	(reader, values: { propertyId: string; from: PlainDate; to: PlainDate }) =>
		openStays(reader)
			.leftJoin('member', (join) =>
				join
					.onRef('member.id', '=', 'stay.member_id')
					.on('member.status', '=', sql.lit<'active'>('active'))
			)
			.leftJoin('member_identity as identity', 'identity.member_id', 'member.id')
			.select(['member.id as member_id', 'member.number', 'given_name', 'family_name'])
			.where('stay.property_id', '=', values.propertyId)
			.where('stay.arrival', '>=', values.from)
			.where('stay.arrival', '<=', values.to)
			.orderBy('stay.arrival')
			.orderBy('family_name_key')
			.orderBy('given_name_key')
			.orderBy('stay.id')
);
