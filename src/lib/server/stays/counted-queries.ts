import type { CountedStay } from '#lib/domain/earning/back-to-back.ts';
import type { Reader } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';
import { countsNights } from './decide-stays.ts';
import { readNoPoints } from './facts.ts';

/** The stays of each member that were counted, as far as others can follow them. */
export async function listCountedStays(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, CountedStay[]>> {
	const rows = (await countedOf(reader, memberIds)).filter((row) =>
		countsNights(readNoPoints(row.no_points_because))
	);
	const byMember = Map.groupBy(rows, (row) => row.member_id ?? '');
	return new Map([...byMember].map(([memberId, own]) => [memberId, own.map(toCounted)]));
}

const countedOf = keyedStatement((reader, memberIds) =>
	reader
		.selectFrom('stay')
		.innerJoin('stay_revision', (join) =>
			join
				.onRef('stay_revision.stay_id', '=', 'stay.id')
				.onRef('stay_revision.revision', '=', 'stay.revision')
		)
		.innerJoin('property', 'property.id', 'stay.property_id')
		.select(['stay.id', 'stay.member_id', 'stay.no_points_because'])
		.select(['stay.arrival', 'stay.departure', 'stay.nights'])
		.select(['property.code', 'property.brand', 'channel', 'rate_plan', 'room_type'])
		.where('stay.member_id', 'in', memberIds)
		.where('stay.status', '=', 'checked_out')
);

function toCounted(row: Awaited<ReturnType<typeof countedOf>>[number]): CountedStay {
	return {
		id: row.id,
		propertyCode: row.code,
		brand: row.brand,
		channel: row.channel ?? undefined,
		ratePlan: row.rate_plan ?? undefined,
		roomType: row.room_type ?? undefined,
		nights: row.nights,
		arrival: row.arrival,
		departure: row.departure
	};
}
