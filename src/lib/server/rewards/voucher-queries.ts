import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';

/** True for whoever ends it; whoever comes after finds it ended. */
export async function claimEnd(
	trx: Trx,
	redemptionId: string,
	end:
		{ readonly status: 'used' } | { readonly status: 'cancelled'; readonly returnEntryId: string },
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('redemption')
		.set({
			status: end.status,
			changed_at: now,
			...(end.status === 'cancelled' ? { return_entry_id: end.returnEntryId } : {})
		})
		.where('id', '=', redemptionId)
		.where('status', '=', 'issued')
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Holds a redemption by its voucher to the end of the transaction. */
export async function lockByCode(trx: Trx, code: string): Promise<void> {
	await trx
		.updateTable('redemption')
		.set((redemption) => ({ status: redemption.ref('status') }))
		.where('id', '=', (redemption) =>
			redemption.selectFrom('voucher').select('redemption_id').where('code', '=', code)
		)
		.execute();
}

export interface Take {
	/** The asker's. */
	readonly id: string;
	readonly redemptionId: string;
	readonly propertyId: string;
	readonly staffId: string;
	readonly takenAt: Instant;
}

/** False when the id is one of another take. */
export async function claimTake(trx: Trx, take: Take): Promise<boolean> {
	const row = await trx
		.insertInto('voucher_take')
		.values({
			id: take.id,
			redemption_id: take.redemptionId,
			property_id: take.propertyId,
			staff_id: take.staffId,
			amount_minor: null,
			taken_at: take.takenAt,
			undone_at: null,
			undone_by: null
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

export async function findTake(reader: Reader, id: string): Promise<Take | undefined> {
	const row = await reader
		.selectFrom('voucher_take')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirst();
	return (
		row && {
			id: row.id,
			redemptionId: row.redemption_id,
			propertyId: row.property_id,
			staffId: row.staff_id,
			takenAt: row.taken_at
		}
	);
}

/** The next vouchers whose last day is before `date` end unused; how many did. */
export async function expireNext(
	trx: Trx,
	date: PlainDate,
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
				.where('due.status', '=', sql.lit<'issued'>('issued'))
				.where('due.valid_to', '<', date)
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
