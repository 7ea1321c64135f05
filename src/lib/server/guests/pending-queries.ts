import { sql } from 'kysely';
import { statement } from '../db/statement.ts';

/** Points of a member that still wait, those that come first on top, with their stays. */
export const listWaiting = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('pending_points')
		.leftJoin('stay', 'stay.id', 'pending_points.stay_id')
		.leftJoin('property', 'property.id', 'stay.property_id')
		.select(['pending_points.id', 'pending_points.points', 'pending_points.earned_on'])
		.select(['pending_points.release_on', 'pending_points.stay_id'])
		.select(['stay.arrival', 'stay.departure', 'stay.nights', 'property.name as property'])
		.where('pending_points.member_id', '=', memberId)
		.where('pending_points.ended_on', 'is', sql.lit(null))
		.orderBy('pending_points.release_on')
		.orderBy('pending_points.id')
);
