import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar.ts';
import { migrations } from '../../../../migrations/index.ts';
import { dialectOf, type Db, type Trx } from './database.ts';
import { transact } from './transact.ts';

/** Any number that nobody else takes as an advisory lock in this database. */
const lock = 7_829_283_241;

/**
 * Brings the schema to the newest one, all in one transaction, and returns the names it applied.
 * Two processes that start at once migrate once: SQLite's `BEGIN IMMEDIATE` or PostgreSQL's advisory
 * lock lets the second in only after the first, and then nothing is left to do.
 */
export function migrate(db: Db, now: Instant): Promise<string[]> {
	return transact(db, async (trx) => {
		if (dialectOf(trx) === 'postgres')
			await sql`select pg_advisory_xact_lock(${lock})`.execute(trx);
		await sql`create table if not exists migration (name text primary key, applied_at text not null)`.execute(
			trx
		);
		const applied = await appliedNames(trx);
		const missing = migrations.filter(({ name }) => !applied.has(name));
		for (const { name, up } of missing) {
			await up(trx);
			await trx.insertInto('migration').values({ name, applied_at: now }).execute();
		}
		return missing.map(({ name }) => name);
	});
}

async function appliedNames(trx: Trx): Promise<Set<string>> {
	const rows = await trx.selectFrom('migration').select('name').execute();
	return new Set(rows.map(({ name }) => name));
}
