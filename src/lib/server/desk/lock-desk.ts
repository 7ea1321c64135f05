import type { Instant } from '#lib/domain/calendar.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { claimLocked, findLock } from './lock-queries.ts';

export interface LockDesk {
	readonly staffId: string;
	readonly sessionId: string;
	/** `time`: its page has been silent for too long. */
	readonly by: 'hand' | 'time';
}

/**
 * Locks a desk until somebody opens it; once more changes nothing. By time only where there is a desk:
 * whoever went to the office meanwhile left it.
 */
export function lockDesk(
	db: Db,
	{ staffId, sessionId, by }: LockDesk,
	now: Instant
): Promise<void> {
	return transact(db, async (trx) => {
		if (by === 'time' && !(await findLock(trx, sessionId))) return;
		if (!(await claimLocked(trx, sessionId, now))) return;
		const subject = { kind: 'staff', id: staffId } as const;
		await recordAct(trx, { actor: subject, act: 'desk-locked', subject, facts: { by } }, now);
	});
}
