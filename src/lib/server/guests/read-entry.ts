import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { EntryView } from '#lib/domain/views/entry.ts';
import type { Reader } from '../db/database.ts';
import { undated } from '../ledger/rows.ts';
import { readProgramme } from '../programme/read-programme.ts';
import { listAround, listEntriesOf, listLotsOf, type LotOfEntry } from './entry-queries.ts';
import { originalOf, toEntryView, toOther, type EntryWithReasons } from './entry-view.ts';
import { findEntry, listLotsOfEntry, listOtherEntries } from './queries.ts';

type Others = Awaited<ReturnType<typeof listOtherEntries>>;

/** Why these points: one entry of the member with its stored reasons. Refused: somebody else's. */
export async function readEntry(
	db: Reader,
	memberId: string,
	entryId: string,
	now: Instant
): Promise<EntryView> {
	const programme = await readProgramme(db);
	const [row] = await findEntry(db, { memberId, entryId });
	if (!row) throw new Refusal('not-found');
	const of = originalOf(row) ?? '';
	const others = await listOtherEntries(db, { memberId, entryId, of });
	const lots = await listLotsOfEntry(db, { entryId });
	return toEntryView(row, programme, now, around(row, others, lots));
}

/** The same of several entries of the member, in the same number of statements. */
export async function readEntries(
	db: Reader,
	memberId: string,
	entryIds: readonly string[],
	now: Instant
): Promise<EntryView[]> {
	if (entryIds.length === 0) return [];
	const programme = await readProgramme(db);
	const rows = await listEntriesOf(db, memberId, entryIds);
	const originals = rows.flatMap((row) => originalOf(row) ?? []);
	const others = await listAround(db, memberId, entryIds, originals);
	const lots = Map.groupBy(await listLotsOf(db, memberId, entryIds), (lot) => lot.entry_id);
	return rows.map((row) =>
		toEntryView(row, programme, now, around(row, others, lots.get(row.id) ?? []))
	);
}

function around(
	row: EntryWithReasons,
	others: Others,
	lots: readonly LotOfEntry[]
): Pick<EntryView, 'of' | 'reversedBy' | 'lots'> {
	const of = originalOf(row) ?? '';
	const original = others.find(({ id }) => id === of);
	const reversal = others.find(({ reverses }) => reverses === row.id);
	return {
		of: original && toOther(original),
		reversedBy: reversal && toOther(reversal),
		lots: lots.map((lot) => ({
			id: lot.id,
			points: lot.points,
			earnedOn: lot.earned_on,
			validTo: lot.valid_to < undated ? lot.valid_to : undefined
		}))
	};
}
