import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import type { MergedRowTable, MergeTable } from '../db/tables.ts';

export function insertMerge(trx: Trx, merge: Omit<MergeTable, 'undone_at'>): Promise<void> {
	return insertRows(trx, 'merge', [{ ...merge, undone_at: null }]);
}

export function insertMergedRows(trx: Trx, rows: readonly MergedRowTable[]): Promise<void> {
	return insertRows(trx, 'merged_row', rows);
}

export function listMergedRows(reader: Reader, mergeId: string): Promise<MergedRowTable[]> {
	return reader
		.selectFrom('merged_row')
		.selectAll()
		.where('merge_id', '=', mergeId)
		.orderBy('kind')
		.orderBy('row_id')
		.execute();
}

export function findMerge(reader: Reader, id: string): Promise<MergeTable | undefined> {
	return reader.selectFrom('merge').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The merges into a profile that stand, the newest first. */
export function listMergesInto(reader: Reader, intoId: string): Promise<MergeTable[]> {
	return reader
		.selectFrom('merge')
		.selectAll()
		.where('into_id', '=', intoId)
		.where('undone_at', 'is', null)
		.orderBy('id', 'desc')
		.execute();
}

/** The one that took a profile away, while it stands. */
export function findMergeOf(reader: Reader, fromId: string): Promise<MergeTable | undefined> {
	return reader
		.selectFrom('merge')
		.selectAll()
		.where('from_id', '=', fromId)
		.where('undone_at', 'is', null)
		.executeTakeFirst();
}

/** True for the one who undoes it. */
export async function endMerge(trx: Trx, id: string, now: Instant): Promise<boolean> {
	const row = await trx
		.updateTable('merge')
		.set({ undone_at: now })
		.where('id', '=', id)
		.where('undone_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}
