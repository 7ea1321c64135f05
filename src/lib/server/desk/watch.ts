import type { Instant } from '#lib/domain/calendar.ts';
import { isLocked } from '#lib/domain/desk/lock.ts';
import type { Db } from '../db/database.ts';
import { deleteLock, findLock, putSeen } from './lock-queries.ts';

/** The page that opens a desk; all others of the desk are behind it. */
export const lockPage = '/desk/lock';

/** A row is not written again for each of the requests of one page. */
const seen_again_ms = 5_000;

/**
 * Whether a request of the staff stands before a locked desk. A request to an open desk keeps it open.
 * Whoever goes from an open desk to the office leaves it: the office does not lock itself, and what is
 * typed there is not lost. A locked desk closes the office too, since the browser is the same.
 */
export async function isBehindLock(
	db: Db,
	{ sessionId, routeId }: { readonly sessionId: string; readonly routeId: string },
	minutes: number,
	now: Instant
): Promise<boolean> {
	const place = placeOf(routeId);
	if (!place) return false;
	const lock = await findLock(db, sessionId);
	if (lock && isLocked(lock, now, minutes)) return true;
	if (place === 'office' && lock) await deleteLock(db, sessionId);
	if (place === 'desk' && (!lock || Date.parse(now) - Date.parse(lock.seenAt) >= seen_again_ms))
		await putSeen(db, sessionId, now);
	return false;
}

function placeOf(routeId: string): 'desk' | 'office' | undefined {
	if (routeId === lockPage) return undefined;
	if (routeId === '/desk' || routeId.startsWith('/desk/')) return 'desk';
	return routeId === '/admin' || routeId.startsWith('/admin/') ? 'office' : undefined;
}
