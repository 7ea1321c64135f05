import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import type { EntryKind } from '#lib/domain/ledger/account.ts';
import { versionOn, type Programme, type Version } from '#lib/domain/programme/programme.ts';
import type { Reasons } from '#lib/domain/reasons.ts';
import type { ActivityOfEntry, EntryView, OtherEntry } from '#lib/domain/views/entry.ts';
import { todayIn } from '../programme/read-programme.ts';
import { toMilestoneOfEntry } from './milestone-lines.ts';
import { toStayOfEntry, toTierView } from './lines.ts';
import type { findEntry } from './queries.ts';

export type EntryWithReasons = Awaited<ReturnType<typeof findEntry>>[number];

/** An entry with its stored reasons, and what its reader found around it. */
export function toEntryView(
	row: EntryWithReasons,
	programme: Programme,
	now: Instant,
	around: Pick<EntryView, 'of' | 'reversedBy' | 'lots'>
): EntryView {
	const reasons = JSON.parse(row.reasons) as Reasons;
	const made = programme.find(({ number }) => number === row.programme_version) ?? programme[0];
	const today = versionOn(programme, todayIn(programme, now)).document;
	const tierId = 'tier' in reasons ? reasons.tier.id : undefined;
	const tier = made.document.tiers.find(({ id }) => id === tierId);
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
		activity: toActivityOfEntry(reasons, made.document),
		milestone: toMilestoneOfEntry(reasons, programme),
		...around
	};
}

function toActivityOfEntry(reasons: Reasons, made: Version): ActivityOfEntry | undefined {
	if (reasons.kind !== 'activity') return undefined;
	const kind = made.activities?.find(({ id }) => id === reasons.activity.kind);
	const money = kind?.measures.filter(({ unit }) => unit === 'money').map(({ id }) => id);
	return kind && { name: kind.name, money: money ?? [] };
}

/** The entry that this one takes back or gives back. */
export function originalOf({ reverses, reasons }: EntryWithReasons): string | undefined {
	const why = JSON.parse(reasons) as Reasons;
	return reverses ?? ('of' in why ? why.of : undefined);
}

export function toOther(row: { id: string; effective_on: string; points: number }): OtherEntry {
	return { id: row.id, on: row.effective_on, points: row.points };
}
