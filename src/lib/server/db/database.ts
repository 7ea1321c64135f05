import { PostgresAdapter, type Kysely, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Opens its own transaction where it needs one. */
export type Db = Kysely<Tables>;
/** Must run inside the caller's transaction. */
export type Trx = Transaction<Tables>;
/** Only reads, inside or outside of a transaction. */
export type Reader = Db | Trx;

export type Dialect = 'sqlite' | 'postgres';

export function dialectOf(db: Reader): Dialect {
	return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

/** Stands for the opened database, the same in all its transactions. */
export function databaseOf(db: Reader): object {
	return db.getExecutor().adapter;
}
