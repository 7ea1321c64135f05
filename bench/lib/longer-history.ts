import { sql } from 'kysely';
import type { Db } from '#lib/server/db/database.ts';
import { insertRows } from '#lib/server/db/statement.ts';
import type { Tables } from '#lib/server/db/tables.ts';
import { transact } from '#lib/server/db/transact.ts';

// All that use-cases write of an answered survey and the case that it may open, in the order of its keys.
const tables = [
	'stay',
	'survey_response',
	'survey_answer',
	'survey_score',
	'response_word',
	'guest_case',
	'case_message'
] as const;
/** Of which there is one set, whatever is answered. */
const once = ['survey_version', 'theme', 'theme_word'] as const;

type Row = Readonly<Record<string, unknown>>;

/**
 * Writes what was answered in `from` into `to`, which is the same without it, so many times: each time so
 * many months earlier than the one after it, the oldest first. The newest are the very rows of `from`.
 */
export async function repeatHistory(
	from: Db,
	to: Db,
	{ times, months }: { readonly times: number; readonly months: number }
): Promise<void> {
	const rows = new Map<(typeof tables)[number], readonly Row[]>();
	for (const table of tables) rows.set(table, await rowsOf(from, table));
	for (const table of once) await insert(to, table, await rowsOf(from, table));
	for (let ago = times - 1; ago > 0; ago--)
		for (const [table, all] of rows) {
			const repeated = all.map((row) => earlier(table, row, ago, ago * months));
			await insert(to, table, repeated);
		}
	for (const [table, all] of rows) if (table !== 'stay') await insert(to, table, all);
	await insert(to, 'survey_sum', summed(await rowsOf(from, 'survey_sum'), times, months));
}

/** What all of it adds to the sums: some months hold the end of one repetition and the start of another. */
function summed(rows: readonly Row[], times: number, months: number): Row[] {
	const sums = new Map<string, Row>();
	for (let ago = 0; ago < times; ago++)
		for (const { n, micro, month, ...cell } of rows) {
			const row = { ...cell, month: monthsEarlier(String(month), ago * months) };
			const key = JSON.stringify(row);
			const known = sums.get(key) ?? { n: 0, micro: 0 };
			const added = {
				n: Number(known['n']) + Number(n),
				micro: Number(known['micro']) + Number(micro)
			};
			sums.set(key, { ...row, ...added });
		}
	return [...sums.values()];
}

async function rowsOf(from: Db, table: keyof Tables): Promise<Row[]> {
	const found = await sql<Row>`select * from ${sql.table(table)} order by 1, 2`.execute(from);
	return found.rows;
}

function insert(to: Db, table: keyof Tables, rows: readonly Row[]): Promise<void> {
	return transact(to, (trx) => insertRows(trx, table, rows as unknown as Tables[typeof table][]));
}

const ids: Readonly<Record<string, readonly string[]>> = {
	stay: ['id', 'source_id'],
	survey_response: ['id', 'stay_id'],
	guest_case: ['id', 'response_id'],
	case_message: ['id', 'case_id']
};

function earlier(table: string, row: Row, copy: number, months: number): Row {
	const named = ids[table] ?? ['response_id'];
	const cells = Object.entries(row).map(([column, value]): [string, unknown] => {
		if (typeof value !== 'string') return [column, value];
		if (named.includes(column)) return [column, idOf(value, copy)];
		if (column === 'token_hash') return [column, `copy ${copy} of ${value}`];
		const isTime = column.endsWith('_at') || column === 'arrival' || column === 'departure';
		return [column, isTime ? monthsEarlier(value, months) : value];
	});
	return Object.fromEntries(cells);
}

/** Of the same length; an older one sorts before a newer one, and all before those that are made today. */
function idOf(id: string, copy: number): string {
	return `00${9 - copy}${id.slice(3)}`;
}

/** A month, a day or an instant; no month is too short for it. */
function monthsEarlier(time: string, months: number): string {
	if (months === 0) return time;
	const month = Number(time.slice(0, 4)) * 12 + Number(time.slice(5, 7)) - 1 - months;
	const moved = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
	return time.slice(8, 10) > '28' ? `${moved}-28${time.slice(10)}` : `${moved}${time.slice(7)}`;
}
