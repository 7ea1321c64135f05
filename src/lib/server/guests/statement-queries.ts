import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { statement } from '../db/statement.ts';
import { withStay } from './queries.ts';

/** What had been written to an account before an instant, added up. */
export const sumBefore = statement((reader, values: { memberId: string; before: Instant }) =>
	reader
		.selectFrom('entry')
		.select((entry) => entry.fn.sum('points').as('points'))
		.where('member_id', '=', values.memberId)
		.where('recorded_at', '<', values.before)
);

/** The entries that were written from one instant to before another, in their order. */
export const listWritten = statement(
	(reader, values: { memberId: string; from: Instant; before: Instant }) =>
		withStay(reader)
			.select('entry.recorded_at')
			.select((entry) =>
				entry
					.case()
					.when('entry.stay_id', 'is', null)
					.then(entry.ref('reasons'))
					.end()
					.as('reasons')
			)
			.where('entry.member_id', '=', values.memberId)
			.where('entry.recorded_at', '>=', values.from)
			.where('entry.recorded_at', '<', values.before)
			.orderBy('entry.sequence')
);

/** All grants of a member, with when each was written. */
export const listGrantsWritten = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('tier_grant')
		.selectAll()
		.where('member_id', '=', memberId)
		.orderBy('from_on')
		.orderBy('id')
);

/**
 * Points that waited at an instant: written before it, and neither posted before it nor ended otherwise
 * through its day.
 */
export const sumWaiting = statement(
	(reader, values: { memberId: string; before: Instant; through: PlainDate }) =>
		reader
			.selectFrom('pending_points as pending')
			.leftJoin('entry', 'entry.id', 'pending.entry_id')
			.select((row) => row.fn.sum('pending.points').as('points'))
			.where('pending.member_id', '=', values.memberId)
			.where('pending.recorded_at', '<', values.before)
			.where((row) =>
				row.or([
					row('pending.ended_on', 'is', sql.lit(null)),
					row('entry.recorded_at', '>=', values.before),
					row.and([
						row('pending.entry_id', 'is', sql.lit(null)),
						row('pending.ended_on', '>', values.through)
					])
				])
			)
);
