import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { VoucherTakeTable } from '../db/tables.ts';

/** A voucher, or a part of it, that a desk took. */
export interface Take {
	/** The asker's. */
	readonly id: string;
	readonly redemptionId: string;
	readonly propertyId: string;
	readonly staffId: string;
	/** Of a credit that is taken in parts, in minor units; none: whole. */
	readonly amountMinor?: number | undefined;
	readonly takenAt: Instant;
	/** When it was taken back. */
	readonly undoneAt?: Instant | undefined;
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
			amount_minor: take.amountMinor ?? null,
			taken_at: take.takenAt,
			undone_at: null,
			undone_by: null
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

const byId = statement((reader, { id }: { id: string }) =>
	reader.selectFrom('voucher_take').selectAll().where('id', '=', id)
);

export async function findTake(reader: Reader, id: string): Promise<Take | undefined> {
	const [row] = await byId(reader, { id });
	return row && toTake(row);
}

const ofRedemption = statement((reader, { redemptionId }: { redemptionId: string }) =>
	reader
		.selectFrom('voucher_take')
		.selectAll()
		.where('redemption_id', '=', redemptionId)
		.orderBy('taken_at')
		.orderBy('id')
		.limit(sql.lit(200))
);

/** Every take of a voucher, the oldest first, those that were taken back included. */
export async function listTakes(reader: Reader, redemptionId: string): Promise<Take[]> {
	return (await ofRedemption(reader, { redemptionId })).map(toTake);
}

/** Of a credit, what is left of its amount. The redemption must be held. */
export async function setLeft(trx: Trx, redemptionId: string, leftMinor: number): Promise<void> {
	await trx
		.updateTable('voucher')
		.set({ left_minor: leftMinor })
		.where('redemption_id', '=', redemptionId)
		.execute();
}

/** True for whoever takes it back. */
export async function claimTakeBack(
	trx: Trx,
	takeId: string,
	by: string,
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('voucher_take')
		.set({ undone_at: now, undone_by: by })
		.where('id', '=', takeId)
		.where('undone_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

function toTake(row: VoucherTakeTable): Take {
	return {
		id: row.id,
		redemptionId: row.redemption_id,
		propertyId: row.property_id,
		staffId: row.staff_id,
		amountMinor: row.amount_minor ?? undefined,
		takenAt: row.taken_at,
		undoneAt: row.undone_at ?? undefined
	};
}
