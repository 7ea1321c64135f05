import {
	addMonths,
	dateIn,
	earlier,
	endOfMonth,
	startOfDayIn,
	type Instant,
	type PlainDate
} from '#lib/domain/calendar.ts';
import { firstDayOf, statementMonths, sumStatement } from '#lib/domain/ledger/statement.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { StatementLine, StatementsView, StatementView } from '#lib/domain/views/statement.ts';
import type { Reader } from '../db/database.ts';
import { toGrant } from '../ledger/rows.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toEntryLine, toTierView } from './lines.ts';
import { findMember } from './queries.ts';
import { readExpiring } from './read-home.ts';
import { listGrantsWritten, listWritten, sumBefore, sumWaiting } from './statement-queries.ts';

/** The months of which there are statements. */
export async function readStatements(
	db: Reader,
	memberId: string,
	now: Instant
): Promise<StatementsView> {
	const programme = await readProgramme(db);
	const [member] = await findMember(db, { memberId });
	if (!member) throw new Refusal('not-found');
	return { months: statementMonths(member.joined_on, todayIn(programme, now)) };
}

/**
 * What was written to a member's account in a month, with the balance before and after. An entry that
 * arrives late stands in the month in which it was written, beside the day it counts. Refused:
 * `not-found` for what is no month, one before joining, or one that has not begun.
 */
export async function readStatement(
	db: Reader,
	memberId: string,
	month: string,
	now: Instant
): Promise<StatementView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const [member] = await findMember(db, { memberId });
	const first = firstDayOf(month);
	if (!member || first === undefined) throw new Refusal('not-found');
	const months = statementMonths(member.joined_on, today);
	const at = months.indexOf(month);
	if (at === -1) throw new Refusal('not-found');

	const from = beginning(programme, first);
	const before = beginning(programme, addMonths(first, 1));
	const through = earlier(endOfMonth(first), today);
	const [sum] = await sumBefore(db, { memberId, before: from });
	const rows = await listWritten(db, { memberId, from, before });
	const grants = await listGrantsWritten(db, { memberId });
	const [waiting] = await sumWaiting(db, { memberId, before, through });
	const opening = Number(sum?.points ?? 0);
	const { timeZone } = versionOn(programme, first).document;
	const lines = toLines(rows, opening, timeZone);
	const written = grants.filter((grant) => grant.recorded_at < before);
	const held = heldTier(written.map(toGrant), programme, through);
	return {
		month,
		from: first,
		through,
		isRunning: through < endOfMonth(first),
		name: fullName(member.given_name, member.family_name),
		number: member.number,
		pointsName: versionOn(programme, through).document.pointsName,
		opening,
		closing: lines.at(-1)?.balance ?? opening,
		sums: sumStatement(lines.map(({ entry }) => entry)),
		lines,
		tier: toTierView(held.tier),
		pending: Number(waiting?.points ?? 0),
		today,
		expiring: await readExpiring(db, memberId, member, grants.map(toGrant), programme, today),
		previous: months[at + 1],
		next: months[at - 1]
	};
}

/** A month ends where the next one begins, also where a version changes the time zone. */
function beginning(programme: Programme, day: PlainDate): Instant {
	return startOfDayIn(versionOn(programme, day).document.timeZone, day);
}

function toLines(
	rows: Awaited<ReturnType<typeof listWritten>>,
	opening: number,
	timeZone: string
): StatementLine[] {
	let balance = opening;
	return rows.map((row) => {
		balance += row.points;
		const entry = toEntryLine(row);
		const writtenOn = dateIn(timeZone, row.recorded_at);
		const isElsewhere = writtenOn.slice(0, 7) !== entry.on.slice(0, 7);
		return { entry, balance, ...(isElsewhere ? { writtenOn } : {}) };
	});
}
