import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { EntryView } from '#lib/domain/views/entry.ts';
import type { Reader } from '../db/database.ts';
import { undated } from '../ledger/rows.ts';
import { readProgramme } from '../programme/read-programme.ts';
import { originalOf, toEntryView, toOther } from './entry-view.ts';
import { findEntry, listLotsOfEntry, listOtherEntries } from './queries.ts';

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
	const original = others.find(({ id }) => id === of);
	const reversal = others.find(({ reverses }) => reverses === entryId);
	return toEntryView(row, programme, now, {
		of: original && toOther(original),
		reversedBy: reversal && toOther(reversal),
		lots: lots.map((lot) => ({
			id: lot.id,
			points: lot.points,
			earnedOn: lot.earned_on,
			validTo: lot.valid_to < undated ? lot.valid_to : undefined
		}))
	});
}
