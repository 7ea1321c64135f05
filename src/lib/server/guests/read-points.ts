import type { Instant } from '#lib/domain/calendar.ts';
import { hasMilestones } from '#lib/domain/milestones/milestones-of.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { PointsView } from '#lib/domain/views/points.ts';
import type { Reader } from '../db/database.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toEntryLine } from './lines.ts';
import { findMember, listEntries } from './queries.ts';
import { readPending } from './read-pending.ts';
import { readExpiring, readGrants, sequence_end } from './read-home.ts';

const entries_a_page = 20;

/** The history of a member's points, newest first, a page of it. */
export async function readPoints(
	db: Reader,
	memberId: string,
	before: number | undefined,
	now: Instant
): Promise<PointsView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const [member] = await findMember(db, { memberId });
	if (!member) throw new Refusal('not-found');
	const rows = await listEntries(db, {
		memberId,
		before: before ?? sequence_end,
		limit: entries_a_page + 1
	});
	const shown = rows.slice(0, entries_a_page);
	const grants = await readGrants(db, memberId, programme, today);
	return {
		today,
		pointsName: versionOn(programme, today).document.pointsName,
		balance: member.balance,
		debt: member.debt,
		expiring: await readExpiring(db, memberId, member, grants, programme, today),
		pending: before === undefined ? await readPending(db, memberId, programme) : [],
		entries: shown.map(toEntryLine),
		olderBefore: rows.length > shown.length ? shown.at(-1)?.sequence : undefined,
		older: before !== undefined,
		milestones: hasMilestones(programme)
	};
}
