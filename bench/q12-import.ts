import Sqlite from 'better-sqlite3';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import type { Db } from '#lib/server/db/database.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { importStays } from '#lib/server/import/import-stays.ts';
import { buildHotel, stayOf, type Hotel } from './lib/hotel.ts';
import { figureOf, type Figure } from './lib/result.ts';
import { ratios } from './lib/rounds.ts';

const members = 2_000;
const stays_each = 6;
const rows_per_transaction = 1_000;

/**
 * Rows/s of the whole import (reading, checking, staging, posting, cleaning up) against prepared
 * inserts, into the same schema and as many to a transaction, of all the rows that it leaves behind.
 */
export async function measure(): Promise<Figure[]> {
	const hotel = await buildHotel({ members });
	try {
		const file = writeCsv(hotel);
		await sql`pragma wal_checkpoint(truncate)`.execute(hotel.db);
		const left = await leftBehind(hotel, file);
		const rows = members * stays_each;
		const measured = await ratios(
			{ name: 'import', measure: async () => rows / (await importOnce(hotel, file)) },
			{ name: 'raw', measure: () => Promise.resolve(rows / insertRaw(hotel, left)) }
		);
		const all = left.reduce((sum, group) => sum + group.length, 0);
		const note = `${rows} rows of ${members} members leave ${all} rows; ${rows_per_transaction} stays a transaction; synchronous = FULL on both`;
		return [await figureOf('Q12 import ÷ raw inserts, rows/s', '>= 0.25', measured, note)];
	} finally {
		await hotel.remove();
	}
}

/** One row to insert: which statement, with what. */
interface Insert {
	readonly text: string;
	readonly values: readonly unknown[];
}

async function importOnce(hotel: Hotel, file: string): Promise<number> {
	const copy = copyOf(hotel);
	const db = await openDatabase({ dataDir: copy });
	const seconds = await timeImport(db, hotel, file);
	await db.destroy();
	rmSync(copy, { recursive: true });
	return seconds;
}

async function timeImport(db: Db, hotel: Hotel, file: string): Promise<number> {
	const start = performance.now();
	const { created, rows } = await importStays(
		db,
		{ file, rowsPerTransaction: rows_per_transaction },
		() => hotel.now
	);
	if (created !== rows) throw new Error(`${created} of ${rows} rows were created`);
	return (performance.now() - start) / 1000;
}

/** What the import leaves, in the groups of its transactions: a stay with all that hangs on it. */
async function leftBehind(hotel: Hotel, file: string): Promise<Insert[][]> {
	const copy = copyOf(hotel);
	const db = await openDatabase({ dataDir: copy });
	await timeImport(db, hotel, file);
	await db.destroy();
	const after = new Sqlite(path.join(copy, 'stayward.sqlite'));
	const order = new Map(
		(after.prepare('select id from stay order by id').pluck().all() as string[]).map((id, at) => [
			id,
			Math.floor(at / rows_per_transaction)
		])
	);
	const groups = Array.from(
		{ length: (members * stays_each) / rows_per_transaction },
		(): Insert[] => []
	);
	const byStay = (table: string, stayId: string, more = '') =>
		collect(
			after,
			`select ${table}.*, ${stayId} as of_stay from ${table} ${more}`,
			table,
			(row) => groups[order.get(row.of_stay as string) ?? groups.length - 1]!
		);
	const viaEntry = (table: string) => `join entry on entry.id = ${table}.entry_id`;
	byStay('stay', 'stay.id');
	byStay('stay_revision', 'stay_id');
	byStay('folio_line', 'stay_id');
	byStay('entry', 'stay_id', 'order by sequence');
	byStay('lot', 'entry.stay_id', viaEntry('lot'));
	byStay('entry_lot', 'entry.stay_id', viaEntry('entry_lot'));
	byStay('credit', 'stay_id');
	byStay('tier_grant', 'null', 'order by revokes is not null, id');
	after.close();
	rmSync(copy, { recursive: true });
	return groups;
}

function collect(
	db: Sqlite.Database,
	query: string,
	table: string,
	groupOf: (row: Record<string, unknown>) => Insert[]
): void {
	for (const row of db.prepare(query).all() as Record<string, unknown>[]) {
		const group = groupOf(row);
		delete row.of_stay;
		const names = Object.keys(row);
		const text = `insert into ${table} (${names.join()}) values (${names.map(() => '?').join()})`;
		group.push({ text, values: Object.values(row) });
	}
}

function insertRaw(hotel: Hotel, groups: readonly (readonly Insert[])[]): number {
	const copy = copyOf(hotel);
	const db = new Sqlite(path.join(copy, 'stayward.sqlite'));
	for (const pragma of ['synchronous = FULL', 'foreign_keys = ON', 'recursive_triggers = ON'])
		db.pragma(pragma);
	const statements = new Map<string, Sqlite.Statement>();
	const start = performance.now();
	for (const group of groups) {
		db.exec('begin immediate');
		for (const { text, values } of group) {
			let statement = statements.get(text);
			if (!statement) statements.set(text, (statement = db.prepare(text)));
			statement.run(...values);
		}
		db.exec('commit');
	}
	const seconds = (performance.now() - start) / 1000;
	db.close();
	rmSync(copy, { recursive: true });
	return seconds;
}

let copies = 0;

function copyOf(hotel: Hotel): string {
	const copy = path.join(hotel.dataDir, `copy-${++copies}`);
	const file = 'stayward.sqlite';
	cpSync(path.join(hotel.dataDir, file), path.join(copy, file));
	return copy;
}

function writeCsv(hotel: Hotel): string {
	const lines = [
		'source,stay_id,property,member_number,status,arrival,departure,currency,room_amount,food_amount,updated_at'
	];
	for (let nth = 0; nth < stays_each; nth++)
		for (let member = 0; member < members; member++)
			lines.push(csvLine(stayOf(hotel, member, nth)));
	const file = path.join(hotel.dataDir, 'stays.csv');
	writeFileSync(file, `${lines.join('\n')}\n`);
	return file;
}

function csvLine(stay: StayIn): string {
	const [room, food] = stay.folio.map(({ amountMinor }) => (amountMinor / 100).toFixed(2));
	const { source, stayId, property, memberNumber, status, arrival, departure, currency } = stay;
	return [source, stayId, property, memberNumber, status, arrival, departure, currency]
		.concat([room, food, stay.updatedAt])
		.join();
}
