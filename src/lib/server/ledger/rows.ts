import type { Instant } from '#lib/domain/calendar.ts';
import type {
	Credit,
	Entry,
	EntryKind,
	Lot,
	TierGrant,
	TierReason
} from '#lib/domain/ledger/account.ts';
import type { Reasons } from '#lib/domain/reasons.ts';
import type { CreditTable, EntryTable, LotTable, TierGrantTable } from '../db/tables.ts';

// What the engine decides, as the tables keep it, and back.

/** Stands for "undated" in the columns `valid_to`: it sorts last on both databases. */
export const undated = '9999-12-31';

export function fromEntry(memberId: string, entry: Entry, now: Instant): EntryTable {
	return {
		id: entry.id,
		member_id: memberId,
		sequence: entry.sequence,
		kind: entry.kind,
		points: entry.points,
		debt_change: entry.debtChange,
		balance_after: entry.balanceAfter,
		effective_on: entry.effectiveOn,
		recorded_at: now,
		programme_version: entry.programmeVersion,
		stay_id: entry.stayId ?? null,
		stay_revision: entry.stayRevision ?? null,
		reverses: entry.reverses ?? null,
		reasons: JSON.stringify(entry.reasons)
	};
}

/** An entry as its row says it; `recordedAt` is when it was written. */
export function toEntry(row: EntryTable): Entry & { readonly recordedAt: Instant } {
	return {
		id: row.id,
		sequence: row.sequence,
		kind: row.kind as EntryKind,
		points: row.points,
		debtChange: row.debt_change,
		balanceAfter: row.balance_after,
		effectiveOn: row.effective_on,
		recordedAt: row.recorded_at,
		programmeVersion: row.programme_version,
		stayId: row.stay_id ?? undefined,
		stayRevision: row.stay_revision ?? undefined,
		reverses: row.reverses ?? undefined,
		reasons: JSON.parse(row.reasons) as Reasons
	};
}

export function fromLot(memberId: string, lot: Lot): LotTable {
	return {
		id: lot.id,
		member_id: memberId,
		entry_id: lot.entryId,
		granted: lot.granted,
		points_left: lot.left,
		earned_on: lot.earnedOn,
		valid_to: lot.validTo ?? undated
	};
}

export function toLot(row: LotTable): Lot {
	return {
		id: row.id,
		entryId: row.entry_id,
		granted: row.granted,
		left: row.points_left,
		earnedOn: row.earned_on,
		validTo: row.valid_to === undated ? undefined : row.valid_to
	};
}

export function fromCredit(memberId: string, credit: Credit, now: Instant): CreditTable {
	return {
		id: credit.id,
		member_id: memberId,
		kind: credit.kind,
		amount: credit.amount,
		counts_on: credit.countsOn,
		starts_on: credit.startsOn ?? null,
		basis: credit.basis,
		stay_id: credit.stayId ?? null,
		cause: credit.cause ?? null,
		programme_version: credit.programmeVersion,
		recorded_at: now
	};
}

export function toCredit(row: CreditTable): Credit {
	return {
		id: row.id,
		kind: row.kind,
		amount: row.amount,
		countsOn: row.counts_on,
		startsOn: row.starts_on ?? undefined,
		basis: row.basis,
		stayId: row.stay_id ?? undefined,
		cause: row.cause ?? undefined,
		programmeVersion: row.programme_version
	};
}

export function fromGrant(memberId: string, grant: TierGrant, now: Instant): TierGrantTable {
	return {
		id: grant.id,
		member_id: memberId,
		tier: grant.tier,
		from_on: grant.from,
		valid_to: grant.validTo ?? undated,
		reason: JSON.stringify(grant.reason),
		revokes: grant.revokes ?? null,
		programme_version: grant.programmeVersion,
		recorded_at: now
	};
}

export function toGrant(row: TierGrantTable): TierGrant {
	return {
		id: row.id,
		tier: row.tier,
		from: row.from_on,
		validTo: row.valid_to === undated ? undefined : row.valid_to,
		reason: JSON.parse(row.reason) as TierReason,
		revokes: row.revokes ?? undefined,
		programmeVersion: row.programme_version
	};
}
