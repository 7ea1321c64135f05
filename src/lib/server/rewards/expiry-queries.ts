import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';

/** A voucher whose last day is before it is over. */
export interface Ends {
	/** Of those that are booked: the houses that have the same day. */
	readonly booked: ReadonlyMap<PlainDate, readonly { readonly id: string }[]>;
	readonly others: PlainDate;
}

/** The next vouchers that are over end unused; how many did. */
export async function expireNext(
	trx: Trx,
	{ booked, others }: Ends,
	now: Instant,
	limit: number
): Promise<number> {
	const rows = await trx
		.updateTable('redemption')
		.set({ status: 'expired', changed_at: now })
		.where('id', 'in', (redemption) =>
			redemption
				.selectFrom('redemption as due')
				.select('due.id')
				// As the index says it.
				.where('due.status', '=', sql.lit<'issued'>('issued'))
				.where((due) =>
					due.or([
						due.and([due('due.property_id', 'is', null), due('due.valid_to', '<', others)]),
						...[...booked].map(([day, houses]) =>
							due.and([
								due(
									'due.property_id',
									'in',
									houses.map(({ id }) => id)
								),
								due('due.valid_to', '<', day)
							])
						)
					])
				)
				.orderBy('due.valid_to')
				.orderBy('due.id')
				.limit(limit)
		)
		// Somebody may use it between being found and being held.
		.where('status', '=', sql.lit<'issued'>('issued'))
		.returning('id')
		.execute();
	return rows.length;
}
