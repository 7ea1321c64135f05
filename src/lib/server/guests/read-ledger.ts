import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import type { EntryKind } from '#lib/domain/ledger/account.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import type { Reasons } from '#lib/domain/reasons.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { EntryView } from '#lib/domain/views/entry.ts';
import type { LedgerView } from '#lib/domain/views/members.ts';
import type { Reader } from '../db/database.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listLedger, listNamedEntries } from './account-queries.ts';
import { toStayOfEntry, toTierView } from './lines.ts';
import { sequence_end } from './read-home.ts';

const entries_a_page = 20;

type Row = Awaited<ReturnType<typeof listLedger>>[number];
type Named = Awaited<ReturnType<typeof listNamedEntries>>[number];

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
		entries: shown.map((row) => toView(row, programme, originals, now)),
		olderBefore: rows.length > shown.length ? shown.at(-1)?.sequence : undefined,
		older: before !== undefined
	};
}

function originalOf(row: Row): string | undefined {
	const reasons = JSON.parse(row.reasons) as Reasons;
	return row.reverses ?? ('of' in reasons ? reasons.of : undefined);
}

function toView(
	row: Row,
	programme: Programme,
	originals: ReadonlyMap<string, Named>,
	now: Instant
): EntryView {
	const reasons = JSON.parse(row.reasons) as Reasons;
	const made = programme.find(({ number }) => number === row.programme_version) ?? programme[0];
	const today = versionOn(programme, todayIn(programme, now)).document;
	const tierId = reasons.kind === 'stay' ? reasons.tier.id : undefined;
	const tier = made.document.tiers.find(({ id }) => id === tierId);
	const of = originals.get(originalOf(row) ?? '');
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
		of: of && { id: of.id, on: of.effective_on, points: of.points },
		lots: []
	};
}
