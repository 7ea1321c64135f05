import { sql } from 'kysely';
import type { Instant, PlainDate, Span } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import type { TransferTable } from '../db/tables.ts';

export interface Offer {
	readonly id: string;
	readonly giverId: string;
	readonly receiverId: string;
	readonly points: number;
}

export function insertOffer(trx: Trx, offer: Offer, now: Instant): Promise<void> {
	return insertRows(trx, 'transfer', [
		{
			id: offer.id,
			giver_id: offer.giverId,
			receiver_id: offer.receiverId,
			points: offer.points,
			status: 'offered',
			offered_at: now,
			due_on: null,
			ended_on: null,
			why: null,
			out_entry_id: null,
			in_entry_id: null
		}
	]);
}

export function findTransfer(reader: Reader, id: string): Promise<TransferTable | undefined> {
	return reader.selectFrom('transfer').selectAll().where('id', '=', id).executeTakeFirst();
}

export function listTransfers(reader: Reader, ids: readonly string[]): Promise<TransferTable[]> {
	if (ids.length === 0) return Promise.resolve([]);
	return reader
		.selectFrom('transfer')
		.selectAll()
		.where('id', 'in', ids)
		.orderBy('offered_at')
		.orderBy('id')
		.execute();
}

/** True for the one who takes it on from where it stands. */
export async function changeTransfer(
	trx: Trx,
	{ id, status }: Pick<TransferTable, 'id' | 'status'>,
	to: Partial<Omit<TransferTable, 'id'>>
): Promise<boolean> {
	const row = await trx
		.updateTable('transfer')
		.set(to)
		.where('id', '=', id)
		.where('status', '=', status)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Ends what is not done yet of either side: cancelled while offered, failed once a day was promised. */
export function endOpenTransfers(
	trx: Trx,
	memberId: string,
	on: PlainDate,
	why: string
): Promise<TransferTable[]> {
	return trx
		.updateTable('transfer')
		.set({
			status: sql`case when status = 'agreed' then 'failed' else 'cancelled' end`,
			ended_on: on,
			why
		})
		.where(({ or, eb }) => or([eb('giver_id', '=', memberId), eb('receiver_id', '=', memberId)]))
		.where('status', 'in', ['offered', 'agreed'])
		.returningAll()
		.execute();
}

/** Transfers that are agreed and due by a day, in the order of their days. */
export function listDueTransfers(
	reader: Reader,
	through: PlainDate,
	limit: number
): Promise<TransferTable[]> {
	return reader
		.selectFrom('transfer')
		.selectAll()
		.where('status', '=', sql.lit('agreed'))
		.where('due_on', '<=', through)
		.orderBy('due_on')
		.orderBy('id')
		.limit(limit)
		.execute();
}

/**
 * Points that a guest has given to others, or received from them, on days of a span: as any of the
 * profiles that are one now.
 */
export async function sumMoved(
	reader: Reader,
	side: 'giver_id' | 'receiver_id',
	memberIds: readonly string[],
	days: Required<Span>
): Promise<number> {
	const other = side === 'giver_id' ? 'receiver_id' : 'giver_id';
	const { points } = await reader
		.selectFrom('transfer')
		.select(({ fn }) => fn.sum<number | string | null>('points').as('points'))
		.where(side, 'in', memberIds)
		.where(other, 'not in', memberIds)
		.where('status', '=', 'done')
		.where('ended_on', '>=', days.from ?? '')
		.where('ended_on', '<=', days.to ?? '')
		.executeTakeFirstOrThrow();
	return Number(points ?? 0);
}
