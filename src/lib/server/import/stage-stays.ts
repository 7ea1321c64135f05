import { Refusal } from '#lib/domain/refusal.ts';
import type { Db } from '../db/database.ts';
import type { ImportRowTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { findGuests } from '../stays/find-guests.ts';
import { StayFields, StayRow, type StayIn } from '../stays/stay-in.ts';
import { fitMapping, type Mapping, type Row } from './mapping.ts';
import { addRows, changeRun, lockRun } from './queries.ts';
import { readCsv, type CsvRecord } from './read-csv.ts';
import { reasonOf } from './reason.ts';

const notInFiles = ['nights', 'room_amounts', 'folio'];
const fields = Object.entries(StayFields.shape).filter(([name]) => !notInFiles.includes(name));
const canonical = fields.map(([name]) => name);
const required = fields
	.filter(([, field]) => !field.safeParse(undefined).success)
	.map(([name]) => name);

interface Checked {
	readonly line: number;
	readonly stay?: StayIn;
	readonly reason?: string;
}

export interface Staging {
	readonly importId: string;
	readonly file: string;
	readonly mapping: Mapping;
	readonly encoding?: string | undefined;
	readonly rowsPerTransaction: number;
	readonly onProgress: (rows: number) => void;
}

/**
 * Puts every row of the file aside, checked, before any of them is posted: from then on neither the
 * order of the file nor a crash decides what happens. Goes on after the last line that is staged.
 */
export async function stageStays(db: Db, staging: Staging): Promise<void> {
	let read: ((cells: readonly string[]) => Row) | undefined;
	let columns = 0;
	let waiting: Checked[] = [];
	let rows = 0;
	for await (const records of readCsv(staging.file, staging.encoding)) {
		for (const record of records) {
			if (!read) {
				if ('problem' in record) throw new Refusal('file-unreadable', { why: record.problem });
				read = fitMapping(staging.mapping, record.cells, canonical, required);
				columns = record.cells.length;
				continue;
			}
			waiting.push(check(record, columns, read));
			if (waiting.length < staging.rowsPerTransaction) continue;
			if (!(await stage(db, staging.importId, waiting))) return;
			staging.onProgress((rows += waiting.length));
			waiting = [];
		}
	}
	if (!read) throw new Refusal('file-unreadable', { why: 'it is empty' });
	await stage(db, staging.importId, waiting, true);
	staging.onProgress(rows + waiting.length);
}

function check(
	record: CsvRecord,
	columns: number,
	read: (cells: readonly string[]) => Row
): Checked {
	const { line, cells } = record;
	if ('problem' in record) return { line, reason: record.problem };
	if (cells.length !== columns)
		return { line, reason: `has ${cells.length} cells, the header has ${columns}` };
	const result = StayRow.safeParse(read(cells));
	return result.success ? { line, stay: result.data } : { line, reason: reasonOf(result.error) };
}

/** False when another process has already finished this run's staging. */
async function stage(
	db: Db,
	importId: string,
	checked: readonly Checked[],
	last = false
): Promise<boolean> {
	return transact(db, async (trx) => {
		const run = await lockRun(trx, importId);
		if (run.stage !== 'staging') return false;
		const missing = checked.filter(({ line }) => line > run.staged_line);
		const stays = missing.flatMap(({ stay }) => stay ?? []);
		const guests = await findGuests(trx, stays);
		const members = new Map(stays.map((stay, at) => [stay, guests[at]?.memberId]));
		await addRows(
			trx,
			missing.map((row) => toRow(importId, row, members))
		);
		const end = missing.at(-1)?.line ?? run.staged_line;
		await changeRun(trx, importId, { staged_line: end, ...(last && { stage: 'posting' }) });
		return true;
	});
}

// A row that belongs to nobody has '' for its member: one order on both databases.
function toRow(
	importId: string,
	{ line, stay, reason }: Checked,
	members: ReadonlyMap<StayIn, string | undefined>
): ImportRowTable {
	return {
		import_id: importId,
		line,
		member_id: stay ? (members.get(stay) ?? '') : null,
		document: stay ? JSON.stringify(stay) : null,
		state: stay ? 'staged' : 'rejected',
		reason: reason ?? null
	};
}
