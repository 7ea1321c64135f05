import type { Instant } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { LedgerView } from '#lib/domain/views/members.ts';
import type { Reader } from '../db/database.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listLedger, listNamedEntries } from './account-queries.ts';
import { originalOf, toEntryView, toOther } from './entry-view.ts';
import { sequence_end } from './read-home.ts';

const entries_a_page = 20;

/** The ledger of a member for staff: each entry with its reasons, newest first. */
export async function readLedger(
	db: Reader,
	memberId: string,
	before: number | undefined,
	now: Instant
): Promise<LedgerView> {
	const programme = await readProgramme(db);
	const identity = await findIdentity(db, memberId);
	if (!identity) throw new Refusal('not-found');
	const rows = await listLedger(db, {
		memberId,
		before: before ?? sequence_end,
		limit: entries_a_page + 1
	});
	const shown = rows.slice(0, entries_a_page);
	const named = await listNamedEntries(
		db,
		shown.flatMap((row) => originalOf(row) ?? [])
	);
	const originals = new Map(named.map((row) => [row.id, row]));
	return {
		id: memberId,
		name: fullName(identity.givenName, identity.familyName),
		number: identity.number,
		pointsName: versionOn(programme, todayIn(programme, now)).document.pointsName,
		entries: shown.map((row) => {
			const of = originals.get(originalOf(row) ?? '');
			return toEntryView(row, programme, now, { of: of && toOther(of), lots: [] });
		}),
		olderBefore: rows.length > shown.length ? shown.at(-1)?.sequence : undefined,
		older: before !== undefined
	};
}
