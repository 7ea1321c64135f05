import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../domain/refusal.ts';
import type { Db, Trx } from './database.ts';

const tries_max = 6;
// The last: a table has changed under a prepared statement (see `preparedClient`).
const again = new Set(['40001', '40P01', '0A000']);
const waitedTooLong = new Set(['55P03', 'SQLITE_BUSY', 'SQLITE_BUSY_TIMEOUT']);

/**
 * One use-case, one transaction: `BEGIN IMMEDIATE` on SQLite, READ COMMITTED on PostgreSQL. Rolled
 * back when `work` throws. A deadlock or a serialization failure is tried again from the start, so
 * `work` must not have effects outside of the database.
 */
export async function transact<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await db.transaction().execute(work);
		} catch (error) {
			const code = codeOf(error);
			if (code && waitedTooLong.has(code)) throw new Refusal('still-running');
			if (!code || !again.has(code) || attempt === tries_max) throw error;
			await sleep(2 ** attempt * (1 + Math.random()));
		}
	}
}

function codeOf(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}
