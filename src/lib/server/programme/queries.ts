import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
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

/** Which version was published last and when; undefined where nothing is published. */
export async function findNewest(
	reader: Reader
): Promise<{ number: number; published_at: Instant } | undefined> {
	const [row] = await newest(reader, {});
	return row;
}

const newest = statement((reader: Reader) =>
	reader
		.selectFrom('programme_version')
		.select(['number', 'published_at'])
		.orderBy('number', 'desc')
		.limit(sql.lit(1))
);

/** False when somebody else has published that number or for that day meanwhile. */
export async function claimVersion(trx: Trx, version: ProgrammeVersionTable): Promise<boolean> {
	const row = await trx
		.insertInto('programme_version')
		.values(version)
		.onConflict((conflict) => conflict.doNothing())
		.returning('number')
		.executeTakeFirst();
	return row !== undefined;
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

/** The newest version with the examples that were green when it was published. */
export async function findNewestVersion(
	reader: Reader
): Promise<Pick<ProgrammeVersionTable, 'number' | 'document' | 'examples'> | undefined> {
	return reader
		.selectFrom('programme_version')
		.select(['number', 'document', 'examples'])
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
}
