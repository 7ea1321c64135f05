import type { PlainDate } from '#lib/domain/calendar.ts';
import type { StayFacts } from '#lib/domain/stays/stay.ts';
import type { Reader } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { factsOf } from './facts.ts';

/** Days of departure, both included. */
export interface Departures {
	readonly from: PlainDate;
	readonly to: PlainDate;
}

/** The next members by id, of those who have a stay. */
export async function listGuestsAfter(
	reader: Reader,
	after: string,
	limit: number
): Promise<string[]> {
	const rows = await guestsAfter(reader, { after, limit });
	return rows.flatMap((row) => row.member_id ?? []);
}

const guestsAfter = statement((reader, { after, limit }: { after: string; limit: number }) =>
	reader
		.selectFrom('stay')
		.select('member_id')
		.distinct()
		.where('member_id', '>', after)
		.orderBy('member_id')
		.limit(limit)
);

interface Guests extends Departures {
	readonly after: string;
	readonly through: string;
}

/** The stays of the members after one id through another, in the order in which they are posted. */
export async function listPastStays(
	reader: Reader,
	guests: Guests
): Promise<Map<string, StayFacts[]>> {
	const lines = Map.groupBy(await pastFolios(reader, guests), (line) => line.stay_id);
	const stays = new Map<string, StayFacts[]>();
	for (const row of await pastStays(reader, guests)) {
		const memberId = row.member_id ?? '';
		const folio = lines.get(row.id) ?? [];
		const own = stays.get(memberId) ?? [];
		own.push(factsOf({ stay: row, revision: row, folio, property: row }));
		stays.set(memberId, own);
	}
	return stays;
}

const pastStays = statement((reader, guests: Guests) =>
	reader
		.selectFrom('stay')
		.innerJoin('stay_revision', (join) =>
			join
				.onRef('stay_revision.stay_id', '=', 'stay.id')
				.onRef('stay_revision.revision', '=', 'stay.revision')
		)
		.innerJoin('property', 'property.id', 'stay.property_id')
		.select(['stay.id', 'stay.member_id', 'stay.revision', 'stay.status'])
		.select(['stay.arrival', 'stay.departure', 'stay.nights'])
		.select(['booked_on', 'rooms', 'room_type', 'rate_plan', 'channel'])
		.select([
			'stay_revision.currency',
			'award_nights',
			'details',
			'property.code',
			'property.brand'
		])
		.where('stay.member_id', '>', guests.after)
		.where('stay.member_id', '<=', guests.through)
		.where('stay.departure', '>=', guests.from)
		.where('stay.departure', '<=', guests.to)
		.orderBy('stay.member_id')
		.orderBy('stay.departure')
		.orderBy('stay.arrival')
		.orderBy('stay.source')
		.orderBy('stay.source_id')
);

const pastFolios = statement((reader, guests: Guests) =>
	reader
		.selectFrom('stay')
		.innerJoin('folio_line', (join) =>
			join
				.onRef('folio_line.stay_id', '=', 'stay.id')
				.onRef('folio_line.revision', '=', 'stay.revision')
		)
		.selectAll('folio_line')
		.where('stay.member_id', '>', guests.after)
		.where('stay.member_id', '<=', guests.through)
		.where('stay.departure', '>=', guests.from)
		.where('stay.departure', '<=', guests.to)
		.orderBy('folio_line.line')
);
