import { stringify } from 'csv-stringify/sync';
import { rm, writeFile } from 'node:fs/promises';
import type { RejectedRow } from './queries.ts';

/**
 * Writes which lines were refused and why, for people to open in a spreadsheet. When none was, the
 * file of an earlier try goes.
 */
export async function writeErrorFile(
	file: string,
	rejected: readonly RejectedRow[]
): Promise<void> {
	if (rejected.length === 0) return rm(file, { force: true });
	const rows = rejected.map(({ line, reason }) => [line, withoutFormula(reason)]);
	await writeFile(file, stringify([['line', 'reason'], ...rows]));
}

/** A spreadsheet takes a cell that begins so for a formula, and runs it. */
export function withoutFormula(cell: string): string {
	return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
