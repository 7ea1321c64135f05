import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows, statement } from '../db/statement.ts';
import type { ProgrammeVersionTable } from '../db/tables.ts';

export type VersionRow = Pick<ProgrammeVersionTable, 'number' | 'effective_from' | 'document'>;

/** Every published version, oldest first. */
export function listVersions(reader: Reader): Promise<VersionRow[]> {
	return allVersions(reader, {});
}

const allVersions = statement((reader: Reader) =>
	reader
		.selectFrom('programme_version')
		.select(['number', 'effective_from', 'document'])
		.orderBy('number')
);

export function addVersions(trx: Trx, rows: readonly ProgrammeVersionTable[]): Promise<void> {
	return insertRows(trx, 'programme_version', rows);
}

export interface VersionLine {
	readonly number: number;
	readonly from: PlainDate;
	readonly publishedAt: string;
	readonly publishedBy: string;
}

export async function listVersionLines(reader: Reader): Promise<VersionLine[]> {
	const rows = await reader
		.selectFrom('programme_version')
		.select(['number', 'effective_from', 'published_at', 'published_by'])
		.orderBy('number')
		.execute();
	return rows.map((row) => ({
		number: row.number,
		from: row.effective_from,
		publishedAt: row.published_at,
		publishedBy: row.published_by
	}));
}
