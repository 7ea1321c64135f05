import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { changeRows, insertRows } from '../db/statement.ts';
import type { ImportRowTable, ImportRunTable } from '../db/tables.ts';

export async function findMapping(reader: Reader, name: string): Promise<string | undefined> {
	const row = await reader
		.selectFrom('import_mapping')
		.select('document')
		.where('name', '=', name)
		.executeTakeFirst();
	return row?.document;
}

export function listMappings(reader: Reader): Promise<{ name: string; updated_at: Instant }[]> {
	return reader
		.selectFrom('import_mapping')
		.select(['name', 'updated_at'])
		.orderBy('name')
		.execute();
}

export async function putMapping(
	trx: Trx,
	name: string,
	document: string,
	now: Instant
): Promise<void> {
	await trx
		.insertInto('import_mapping')
		.values({ name, document, updated_at: now })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ document, updated_at: now }))
		.execute();
}

/** The run of this file that was begun and not finished; there is at most one. */
export function findOpenRun(
	reader: Reader,
	fileHash: string,
	mappingHash: string
): Promise<ImportRunTable | undefined> {
	return reader
		.selectFrom('import_run')
		.selectAll()
		.where('file_hash', '=', fileHash)
		.where('mapping_hash', '=', mappingHash)
		.where('finished_at', 'is', null)
		.executeTakeFirst();
}

/** False when somebody else has just begun the same. */
export async function takeRun(trx: Trx, run: ImportRunTable): Promise<boolean> {
	const row = await trx
		.insertInto('import_run')
		.values(run)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Holds the run to the end of the transaction, so that two processes share its work and do not double it. */
export function lockRun(trx: Trx, id: string): Promise<ImportRunTable> {
	return trx
		.updateTable('import_run')
		.set((run) => ({ staged_line: run.ref('staged_line') }))
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirstOrThrow();
}

export async function changeRun(
	trx: Trx,
	id: string,
	change: Partial<Pick<ImportRunTable, 'stage' | 'staged_line' | 'finished_at' | 'result'>>
): Promise<void> {
	await trx.updateTable('import_run').set(change).where('id', '=', id).execute();
}

export function addRows(trx: Trx, rows: readonly ImportRowTable[]): Promise<void> {
	return insertRows(trx, 'import_row', rows);
}

/** A row that waits to be posted; '' stands for nobody. */
export interface StagedLine {
	readonly line: number;
	readonly memberId: string;
}

export async function listStagedLines(reader: Reader, id: string): Promise<StagedLine[]> {
	const rows = await reader
		.selectFrom('import_row')
		.select(['line', 'member_id'])
		.where('import_id', '=', id)
		.where('state', '=', 'staged')
		.execute();
	return rows.map(({ line, member_id: memberId }) => ({ line, memberId: memberId ?? '' }));
}

export interface StagedRow {
	readonly line: number;
	readonly document: string | null;
}

export async function listStagedRows(
	reader: Reader,
	id: string,
	lines: readonly number[]
): Promise<StagedRow[]> {
	const rows: StagedRow[] = [];
	for (let at = 0; at < lines.length; at += lines_max) {
		const chunk = lines.slice(at, at + lines_max);
		const found = await reader
			.selectFrom('import_row')
			.select(['line', 'document'])
			.where('import_id', '=', id)
			.where('line', 'in', chunk)
			.where('state', '=', 'staged')
			.execute();
		rows.push(...found);
	}
	return rows;
}

const lines_max = 500;

export function rejectRows(
	trx: Trx,
	id: string,
	rows: readonly { line: number; reason: string }[]
): Promise<void> {
	return changeRows(
		trx,
		'reject import rows',
		(values) => sql`update import_row set state = 'rejected', reason = bad.column3
			from ${values} as bad
			where import_row.import_id = bad.column1 and import_row.line = bad.column2`,
		['text', 'bigint', 'text'],
		rows.map(({ line, reason }) => [id, line, reason])
	);
}

export interface RejectedRow {
	readonly line: number;
	readonly reason: string;
}

export async function listRejected(reader: Reader, id: string): Promise<RejectedRow[]> {
	const rows = await reader
		.selectFrom('import_row')
		.select(['line', 'reason'])
		.where('import_id', '=', id)
		.where('state', '=', 'rejected')
		.orderBy('line')
		.execute();
	return rows.map(({ line, reason }) => ({ line, reason: reason ?? '' }));
}

/** Forgets rows up to a line; true while there are more. */
export async function dropRowsThrough(trx: Trx, id: string, line: number): Promise<boolean> {
	await trx
		.deleteFrom('import_row')
		.where('import_id', '=', id)
		.where('line', '<=', line)
		.execute();
	const next = await trx
		.selectFrom('import_row')
		.select('line')
		.where('import_id', '=', id)
		.limit(1)
		.executeTakeFirst();
	return next !== undefined;
}

/** A file that was refused as a whole leaves nothing behind. */
export async function dropEmptyRun(trx: Trx, id: string): Promise<void> {
	await trx
		.deleteFrom('import_run')
		.where('id', '=', id)
		.where('stage', '=', 'staging')
		.where('staged_line', '=', 0)
		.execute();
}

/** Runs that are done and have rows all the same: whoever ended them was killed while tidying up. */
export async function findLeftovers(reader: Reader): Promise<string[]> {
	const rows = await reader
		.selectFrom('import_run')
		.select('id')
		.where('stage', '=', 'done')
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('import_row')
					.select('line')
					.whereRef('import_row.import_id', '=', 'import_run.id')
			)
		)
		.execute();
	return rows.map(({ id }) => id);
}
