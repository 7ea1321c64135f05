import type { PlainDate } from '#lib/domain/calendar.ts';
import { keyedStatement, statement } from '../db/statement.ts';

/** A member's stays at one house that touch some days, with the room of their newest word. */
export const listStaysHere = statement(
	(
		reader,
		values: {
			memberId: string;
			propertyId: string;
			departureFrom: PlainDate;
			arrivalTo: PlainDate;
		}
	) =>
		reader
			.selectFrom('stay')
			.innerJoin('stay_revision as word', (join) =>
				join.onRef('word.stay_id', '=', 'stay.id').onRef('word.revision', '=', 'stay.revision')
			)
			.select(['stay.id', 'stay.status', 'stay.arrival', 'stay.departure', 'stay.nights'])
			.select(['word.room_type', 'word.rooms', 'word.adults', 'word.children'])
			.where('stay.member_id', '=', values.memberId)
			.where('stay.property_id', '=', values.propertyId)
			.where('stay.departure', '>=', values.departureFrom)
			.where('stay.arrival', '<=', values.arrivalTo)
			.orderBy('stay.arrival')
			.orderBy('stay.id')
);

/** Of several members, the stays at one house that touch some days. */
export const listStaysHereOf = keyedStatement(
	(
		reader,
		memberIds,
		values: { propertyId: string; departureFrom: PlainDate; arrivalTo: PlainDate }
	) =>
		reader
			.selectFrom('stay')
			.select(['id', 'member_id', 'status', 'arrival', 'departure'])
			.where('member_id', 'in', memberIds)
			.where('property_id', '=', values.propertyId)
			.where('departure', '>=', values.departureFrom)
			.where('arrival', '<=', values.arrivalTo)
);

/** A stay by its id, whosever it is. */
export const findStayById = statement((reader, { stayId }: { stayId: string }) =>
	reader
		.selectFrom('stay')
		.select(['id', 'member_id', 'property_id', 'status', 'arrival', 'departure'])
		.where('id', '=', stayId)
);
