import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { setImmediate as pause } from 'node:timers/promises';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import type { ImportRunTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { expirePoints } from '../ledger/expire-points.ts';
import { readProgramme, readToday } from '../programme/read-programme.ts';
import { writeErrorFile } from './error-file.ts';
import { plainMapping, type Mapping } from './mapping.ts';
import { postStays, readPosted, type Counts } from './post-stays.ts';
import {
	changeRun,
	dropEmptyRun,
	dropRowsThrough,
	findLeftovers,
	findOpenRun,
	listRejected,
	lockRun,
	takeRun,
	type RejectedRow
} from './queries.ts';
import { stageStays } from './stage-stays.ts';

export interface ImportStays {
	readonly file: string;
	readonly mapping?: Mapping | undefined;
	readonly encoding?: string | undefined;
	/** Where lines that are refused are written; beside the file unless said. */
	readonly errorFile?: string | undefined;
	readonly rowsPerTransaction?: number | undefined;
	readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export type Progress =
	| { readonly step: 'begun'; readonly resumed: boolean }
	| { readonly step: 'read'; readonly rows: number }
	| { readonly step: 'posted'; readonly rows: number; readonly of: number }
	| { readonly step: 'no-error-file'; readonly why: string };

export interface ImportResult extends Counts {
	/** The sum of the five counts. */
	readonly rows: number;
	readonly rejected: number;
	readonly errors: readonly RejectedRow[];
}

const rows_per_transaction = 1_000;

/**
 * Takes in a CSV file of stays: all rows are checked and put aside, then posted per member in the
 * order departure, arrival, source, stay id. Killed at any moment, the same call goes on where it
 * stopped; called again after the end, it changes nothing. Refused: `no-programme`, and as a whole a
 * file that cannot be read (`file-unreadable`) or lacks a column (`columns-missing`).
 */
export async function importStays(
	db: Db,
	command: ImportStays,
	clock: Clock
): Promise<ImportResult> {
	const { file, mapping = plainMapping, onProgress = () => undefined } = command;
	const rowsPerTransaction = command.rowsPerTransaction ?? rows_per_transaction;
	// Without a programme nothing could be posted, so nothing is staged either.
	await readProgramme(db);
	const fileHash = await hashFile(file);
	const mappingHash = sha256(JSON.stringify([mapping, command.encoding ?? null]));
	for (const id of await findLeftovers(db)) await dropRows(db, id);
	const { run, begun } = await beginRun(db, fileHash, mappingHash, clock());
	onProgress({ step: 'begun', resumed: !begun });

	if (run.stage === 'staging') {
		await stageStays(db, {
			importId: run.id,
			file,
			mapping,
			encoding: command.encoding,
			rowsPerTransaction,
			onProgress: (rows) => {
				onProgress({ step: 'read', rows });
			}
		}).catch(async (error: unknown) => {
			if (error instanceof Refusal) await transact(db, (trx) => dropEmptyRun(trx, run.id));
			throw error;
		});
	}
	await postStays(db, {
		importId: run.id,
		rowsPerTransaction,
		now: clock,
		onProgress: (rows, of) => {
			onProgress({ step: 'posted', rows, of });
		},
		pause
	});
	await lapse(db, clock);
	const result = await finishRun(db, run.id, clock());
	// The rows are in, so a folder that cannot be written to is no reason to begin again.
	const errorFile = command.errorFile ?? `${file}.errors.csv`;
	await writeErrorFile(errorFile, result.errors).catch((error: unknown) => {
		onProgress({ step: 'no-error-file', why: error instanceof Error ? error.message : '' });
	});
	return result;
}

/**
 * Points whose last day has passed by now go, so that balances are right from here on. Not as the job,
 * whose lease a killed import would leave behind; settling twice is settling once.
 */
async function lapse(db: Db, clock: Clock): Promise<void> {
	const today = await readToday(db, clock());
	let cursor: string | undefined;
	do {
		const slice = await transact(db, (trx) => expirePoints(trx, today, cursor, clock()));
		cursor = slice.cursor;
		await pause();
	} while (cursor !== undefined);
}

async function beginRun(
	db: Db,
	fileHash: string,
	mappingHash: string,
	now: Instant
): Promise<{ run: ImportRunTable; begun: boolean }> {
	return transact(db, async (trx) => {
		const run: ImportRunTable = {
			id: newId(),
			file_hash: fileHash,
			mapping_hash: mappingHash,
			stage: 'staging',
			staged_line: 0,
			started_at: now,
			finished_at: null,
			result: null
		};
		if (await takeRun(trx, run)) return { run, begun: true };
		const open = await findOpenRun(trx, fileHash, mappingHash);
		if (!open) throw new Error('a run that was open is gone');
		return { run: open, begun: false };
	});
}

async function finishRun(db: Db, importId: string, now: Instant): Promise<ImportResult> {
	const result = await transact(db, async (trx) => {
		const run = await lockRun(trx, importId);
		if (run.stage === 'done') return JSON.parse(run.result ?? '') as ImportResult;
		const { counts } = readPosted(run.result);
		const errors = await listRejected(trx, importId);
		const posted = counts.created + counts.corrected + counts.unchanged + counts.stale;
		const summed = { rows: posted + errors.length, ...counts, rejected: errors.length, errors };
		await changeRun(trx, importId, {
			stage: 'done',
			finished_at: now,
			result: JSON.stringify(summed)
		});
		return summed;
	});
	await dropRows(db, importId);
	return result;
}

/** In slices, as a file may have any length. What a kill leaves here, the next import takes away. */
async function dropRows(db: Db, importId: string): Promise<void> {
	for (let line = dropped_lines; ; line += dropped_lines) {
		const more = await transact(db, (trx) => dropRowsThrough(trx, importId, line));
		if (!more) return;
		await pause();
	}
}

const dropped_lines = 5_000;

async function hashFile(file: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
	return hash.digest('hex');
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
