import type { Instant } from '#lib/domain/calendar.ts';
import type { DeskLock } from '#lib/domain/desk/lock.ts';
import type { Reader, Trx } from '../db/database.ts';
import { statement } from '../db/statement.ts';

export async function findLock(reader: Reader, sessionId: string): Promise<DeskLock | undefined> {
	const [row] = await lockOf(reader, { sessionId });
	return row && { seenAt: row.seen_at, lockedAt: row.locked_at ?? undefined };
}

const lockOf = statement((reader, { sessionId }: { sessionId: string }) =>
	reader
		.selectFrom('desk_lock')
		.select(['seen_at', 'locked_at'])
		.where('session_id', '=', sessionId)
);

/** The desk was asked for something. One that was locked meanwhile stays so. */
export async function putSeen(reader: Reader, sessionId: string, now: Instant): Promise<void> {
	await reader
		.insertInto('desk_lock')
		.values({ session_id: sessionId, seen_at: now, locked_at: null })
		.onConflict((conflict) => conflict.column('session_id').doUpdateSet({ seen_at: now }))
		.execute();
}

/** True for the one who locked it. */
export async function claimLocked(trx: Trx, sessionId: string, now: Instant): Promise<boolean> {
	const row = await trx
		.insertInto('desk_lock')
		.values({ session_id: sessionId, seen_at: now, locked_at: now })
		.onConflict((conflict) =>
			conflict
				.column('session_id')
				.doUpdateSet({ locked_at: now })
				.where('desk_lock.locked_at', 'is', null)
		)
		.returning('session_id')
		.executeTakeFirst();
	return row !== undefined;
}

export async function putOpen(trx: Trx, sessionId: string, now: Instant): Promise<void> {
	await trx
		.insertInto('desk_lock')
		.values({ session_id: sessionId, seen_at: now, locked_at: null })
		.onConflict((conflict) =>
			conflict.column('session_id').doUpdateSet({ seen_at: now, locked_at: null })
		)
		.execute();
}

export async function deleteLock(reader: Reader, sessionId: string): Promise<void> {
	await reader.deleteFrom('desk_lock').where('session_id', '=', sessionId).execute();
}

/** Those of desks that nobody has asked for anything since; their sessions are over. */
export async function deleteOldLocks(trx: Trx, before: Instant): Promise<number> {
	const { numDeletedRows } = await trx
		.deleteFrom('desk_lock')
		.where('seen_at', '<', before)
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}
