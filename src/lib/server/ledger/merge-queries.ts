import { sql } from 'kysely';
import type { Entry } from '#lib/domain/ledger/account.ts';
import type { Take } from '#lib/domain/ledger/lots.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import type { MergedLotTable } from '../db/tables.ts';
import { readLots, type LotWithMoves } from './made-queries.ts';
import { toEntry, toLot } from './rows.ts';

export function insertMergedLots(trx: Trx, rows: readonly MergedLotTable[]): Promise<void> {
	return insertRows(trx, 'merged_lot', rows);
}

/** A merge as its two entries left it, and what has become of it since. */
export interface MergeParts {
	readonly inEntry: Entry;
	readonly outEntry: Entry;
	/** What the one who went had, with the lots as they are now. */
	readonly went: readonly Take[];
	/** What a debt that came took. */
	readonly paid: readonly Take[];
	/** Entries of the one who stays that took back, or gave back, entries of the other. */
	readonly since: readonly Entry[];
	/** The lots that came, and those that returns opened since. */
	readonly came: readonly LotWithMoves[];
	/** What spending that was returned since had taken from the lots of the one who went. */
	readonly returned: readonly Take[];
}

export async function readMergeParts(
	reader: Reader,
	merge: {
		readonly from_id: string;
		readonly into_id: string;
		readonly in_entry_id: string;
		readonly out_entry_id: string;
	}
): Promise<MergeParts> {
	const inEntry = await entryOf(reader, merge.in_entry_id);
	const outEntry = await entryOf(reader, merge.out_entry_id);
	const rows = await reader
		.selectFrom('entry')
		.innerJoin('entry as original', 'original.id', 'entry.reverses')
		.selectAll('entry')
		.where('entry.member_id', '=', merge.into_id)
		.where('original.member_id', '=', merge.from_id)
		.where('entry.sequence', '>', inEntry.sequence)
		.orderBy('entry.sequence')
		.execute();
	const since = rows.map(toEntry);
	const returns = since.filter((entry) => entry.kind === 'return');
	return {
		inEntry,
		outEntry,
		since,
		went: await takesOf(reader, [outEntry.id]),
		paid: await takesOf(reader, [inEntry.id]),
		came: await readLots(reader, [inEntry.id, ...returns.map(({ id }) => id)], [merge.into_id]),
		returned: await takesOf(
			reader,
			returns.flatMap(({ reverses }) => reverses ?? [])
		)
	};
}

async function entryOf(reader: Reader, id: string): Promise<Entry> {
	return toEntry(
		await reader.selectFrom('entry').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
	);
}

async function takesOf(reader: Reader, entryIds: readonly string[]): Promise<Take[]> {
	if (entryIds.length === 0) return [];
	const rows = await reader
		.selectFrom('entry_lot')
		.innerJoin('lot', 'lot.id', 'entry_lot.lot_id')
		.selectAll('lot')
		.select('entry_lot.points as moved')
		.where('entry_lot.entry_id', 'in', entryIds)
		.where('entry_lot.points', '<', sql.lit(0))
		.orderBy('lot.valid_to')
		.orderBy('lot.earned_on')
		.orderBy('lot.id')
		.execute();
	return rows.map((row) => ({ lot: toLot(row), points: -row.moved }));
}
