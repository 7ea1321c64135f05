import type { Instant } from '#lib/domain/calendar.ts';
import type {
	MilestoneChoice,
	MilestoneGrant,
	Pending,
	PendingEnd
} from '#lib/domain/ledger/account.ts';
import type { Reasons } from '#lib/domain/reasons.ts';
import type {
	MilestoneChoiceTable,
	MilestoneGrantTable,
	PendingPointsTable
} from '../db/tables.ts';
import { undated } from './rows.ts';

// Pending points and milestones, as the tables keep them, and back.

/** Stands for "since ever" in the column `window_from`. */
const ever = '0001-01-01';

export function fromPending(memberId: string, pending: Pending, now: Instant): PendingPointsTable {
	return {
		id: pending.id,
		member_id: memberId,
		points: pending.points,
		earned_on: pending.earnedOn,
		release_on: pending.releaseOn,
		stay_id: pending.stayId ?? null,
		stay_revision: pending.stayRevision ?? null,
		reasons: JSON.stringify(pending.reasons),
		programme_version: pending.programmeVersion,
		recorded_at: now,
		ended_on: null,
		ended_why: null,
		entry_id: null
	};
}

export function toPending(row: PendingPointsTable): Pending {
	return {
		id: row.id,
		points: row.points,
		earnedOn: row.earned_on,
		releaseOn: row.release_on,
		stayId: row.stay_id ?? undefined,
		stayRevision: row.stay_revision ?? undefined,
		reasons: JSON.parse(row.reasons) as Reasons,
		programmeVersion: row.programme_version
	};
}

/** How it ended; nothing while it waits. */
export function toPendingEnd(row: PendingPointsTable): PendingEnd[] {
	const { id: pendingId, ended_on: on, ended_why, entry_id } = row;
	if (on === null) return [];
	return [{ pendingId, on, why: ended_why ?? undefined, entryId: entry_id ?? undefined }];
}

export function fromMilestone(
	memberId: string,
	grant: MilestoneGrant,
	now: Instant
): MilestoneGrantTable {
	return {
		id: grant.id,
		member_id: memberId,
		milestone: grant.milestone,
		at: grant.at,
		window_from: grant.window.from ?? ever,
		window_to: grant.window.to ?? undated,
		reached_on: grant.reachedOn,
		choose_by: grant.chooseBy ?? null,
		entry_id: grant.entryId ?? null,
		programme_version: grant.programmeVersion,
		recorded_at: now
	};
}

export function toMilestone(row: MilestoneGrantTable): MilestoneGrant {
	return {
		id: row.id,
		milestone: row.milestone,
		at: row.at,
		window: {
			from: row.window_from === ever ? undefined : row.window_from,
			to: row.window_to === undated ? undefined : row.window_to
		},
		reachedOn: row.reached_on,
		chooseBy: row.choose_by ?? undefined,
		entryId: row.entry_id ?? undefined,
		programmeVersion: row.programme_version
	};
}

export function fromChoice(choice: MilestoneChoice, now: Instant): MilestoneChoiceTable {
	return {
		grant_id: choice.grantId,
		options: JSON.stringify(choice.options),
		chosen_on: choice.on,
		chosen_by: choice.by,
		entry_id: choice.entryId ?? null,
		recorded_at: now
	};
}

export function toChoice(row: MilestoneChoiceTable): MilestoneChoice {
	return {
		grantId: row.grant_id,
		options: JSON.parse(row.options) as string[],
		on: row.chosen_on,
		by: row.chosen_by,
		entryId: row.entry_id ?? undefined
	};
}
