import type { Reader, Trx } from '../db/database.ts';
import type { CaseGoodwillTable } from '../db/tables.ts';

export async function addGoodwill(trx: Trx, row: CaseGoodwillTable): Promise<void> {
	await trx.insertInto('case_goodwill').values(row).execute();
}

export function findGoodwill(reader: Reader, id: string): Promise<CaseGoodwillTable | undefined> {
	return reader.selectFrom('case_goodwill').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function decideAsked(
	trx: Trx,
	id: string,
	decided: Pick<CaseGoodwillTable, 'status' | 'decided_by' | 'decided_at' | 'refused_because'>
): Promise<void> {
	await trx.updateTable('case_goodwill').set(decided).where('id', '=', id).execute();
}

/** The oldest first. */
export function listGoodwill(reader: Reader, caseId: string): Promise<CaseGoodwillTable[]> {
	return reader
		.selectFrom('case_goodwill')
		.selectAll()
		.where('case_id', '=', caseId)
		.orderBy('asked_at')
		.orderBy('id')
		.execute();
}

/** What waits for a second pair of eyes, not of whoever asked for it; the oldest first. */
export function listAskedGoodwill(reader: Reader, staffId: string, limit: number) {
	return reader
		.selectFrom('case_goodwill')
		.select(['id', 'case_id', 'points'])
		.where('status', '=', 'asked')
		.where('asked_by', '<>', staffId)
		.orderBy('asked_at')
		.orderBy('id')
		.limit(limit)
		.execute();
}
