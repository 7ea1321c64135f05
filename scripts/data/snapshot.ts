import { createHash } from 'node:crypto';
import type { Db } from '../../src/lib/server/db/database.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';

/** Every table that an import can touch, and how its rows are ordered where that gives them a name. */
const compared = [
	'stay',
	'stay_revision',
	'folio_line',
	'stay_guest',
	'account',
	'entry',
	'lot',
	'entry_lot',
	'credit',
	'tier_grant',
	'command',
	'outbox',
	'import_row'
] as const satisfies readonly (keyof Tables)[];

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const times = ['recorded_at', 'created_at', 'due_at', 'done_at'];

export type Snapshot = Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>;

/**
 * What is in the tables, row by row, with ids and times normalised: an id becomes the name that its
 * row has by nature (a member's number, a stay's source and id, an entry's member and sequence).
 */
export async function snapshot(db: Db): Promise<Snapshot> {
	const names = await nameAll(db);
	const result: Record<string, { rows: number; sha256: string }> = {};
	for (const table of compared) {
		const rows = await db.selectFrom(table).selectAll().execute();
		const lines = rows.map((row) => normalised(row, names)).sort();
		const hash = createHash('sha256');
		for (const line of lines) hash.update(line).update('\n');
		result[table] = { rows: lines.length, sha256: hash.digest('hex') };
	}
	return result;
}

export function differences(one: Snapshot, other: Snapshot): string[] {
	return compared.filter((table) => one[table]?.sha256 !== other[table]?.sha256);
}

function normalised(row: object, names: ReadonlyMap<string, string>): string {
	const cells = Object.entries(row)
		.filter(([column]) => !times.includes(column))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify(cells).replaceAll(uuid, (id) => names.get(id) ?? 'id');
}

async function nameAll(db: Db): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	for (const { id, number } of await db.selectFrom('member').select(['id', 'number']).execute())
		names.set(id, number);
	for (const { id, code } of await db.selectFrom('property').select(['id', 'code']).execute())
		names.set(id, code);
	for (const stay of await db.selectFrom('stay').select(['id', 'source', 'source_id']).execute())
		names.set(stay.id, `${stay.source}/${stay.source_id}`);
	const entries = await db.selectFrom('entry').select(['id', 'member_id', 'sequence']).execute();
	for (const entry of entries)
		names.set(entry.id, `${names.get(entry.member_id)}#${entry.sequence}`);
	const lots = await db
		.selectFrom('lot')
		.select(['id', 'entry_id', 'granted', 'valid_to'])
		.execute();
	for (const lot of lots)
		names.set(lot.id, `${names.get(lot.entry_id)}=${lot.granted}@${lot.valid_to}`);
	return names;
}
