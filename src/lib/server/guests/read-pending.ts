import { nightsBetween } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { PendingLine } from '#lib/domain/views/common.ts';
import type { Reader } from '../db/database.ts';
import { releasesLater } from '../ledger/read-histories.ts';
import { toStayOfEntry } from './lines.ts';
import { listWaiting } from './pending-queries.ts';

/** Points of a member that are still to come; nothing is asked where no programme makes them wait. */
export async function readPending(
	db: Reader,
	memberId: string,
	programme: Programme
): Promise<readonly PendingLine[]> {
	if (!releasesLater(programme)) return [];
	return (await listWaiting(db, { memberId })).map((row) => {
		const stay = toStayOfEntry(row);
		return {
			id: row.id,
			points: row.points,
			on: row.release_on,
			days: nightsBetween(row.earned_on, row.release_on),
			...(stay ? { stay } : {})
		};
	});
}

/** What is still to come of one stay. */
export function pendingOfStay(
	pending: readonly PendingLine[],
	stayId: string
): Pick<PendingLine, 'points' | 'on' | 'days'> | undefined {
	const line = pending.find(({ stay }) => stay?.id === stayId);
	return line && { points: line.points, on: line.on, days: line.days };
}
