import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import type { EntryKind } from '#lib/domain/ledger/account.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { Reasons } from '#lib/domain/reasons.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { EntryView, OtherEntry } from '#lib/domain/views/entry.ts';
import type { Reader } from '../db/database.ts';
import { undated } from '../ledger/rows.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toStayOfEntry, toTierView } from './lines.ts';
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
	const reasons = JSON.parse(row.reasons) as Reasons;
	const of = row.reverses ?? ('of' in reasons ? reasons.of : '');
	const others = await listOtherEntries(db, { memberId, entryId, of });
	const lots = await listLotsOfEntry(db, { entryId });
	const made = programme.find(({ number }) => number === row.programme_version) ?? programme[0];
	const today = versionOn(programme, todayIn(programme, now)).document;
	const tierId = reasons.kind === 'stay' ? reasons.tier.id : undefined;
	const tier = made.document.tiers.find(({ id }) => id === tierId);
	const original = others.find(({ id }) => id === of);
	const reversal = others.find(({ reverses }) => reverses === entryId);
	return {
		pointsName: today.pointsName,
		id: row.id,
		sequence: row.sequence,
		kind: row.kind as EntryKind,
		points: row.points,
		debtChange: row.debt_change,
		balanceAfter: row.balance_after,
		on: row.effective_on,
		recordedOn: dateIn(today.timeZone, row.recorded_at),
		programmeVersion: row.programme_version,
		programmeCurrency: made.document.currency,
		reasons,
		stay: toStayOfEntry(row),
		tier: tier && toTierView(tier),
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

function toOther(row: { id: string; effective_on: string; points: number }): OtherEntry {
	return { id: row.id, on: row.effective_on, points: row.points };
}
