import { sql } from 'kysely';
import { dialectOf, type Trx } from './database.ts';

export interface Migration {
	readonly name: string;
	readonly up: (trx: Trx) => Promise<void>;
}

/**
 * Ends the text of a table that SQLite keeps in the order of its key, without a second tree for it: one
 * page less for every row added. To PostgreSQL, which has no such choice, it is a comment.
 */
export const inKeyOrder = '/* in key order */';

/** Runs statements that are valid text on both databases, one after the other. */
export async function run(trx: Trx, statements: readonly string[]): Promise<void> {
	const orders = dialectOf(trx) === 'sqlite' ? 'without rowid' : '';
	for (const statement of statements)
		await sql.raw(statement.replace(inKeyOrder, orders)).execute(trx);
}

/**
 * From now on rows of `table` are only ever added. The one thing that is not one text for both
 * databases. (SQLite: `recursive_triggers` must be on, or `INSERT OR REPLACE` walks past them.)
 */
export async function appendOnly(trx: Trx, table: string): Promise<void> {
	await run(trx, dialectOf(trx) === 'sqlite' ? sqliteTriggers(table) : postgresTriggers(table));
}

function sqliteTriggers(table: string): string[] {
	return ['update', 'delete'].map(
		(act) => `create trigger ${table}_no_${act} before ${act} on ${table}
			begin select raise(abort, '${table} is append-only'); end`
	);
}

function postgresTriggers(table: string): string[] {
	return [
		`create or replace function refuse_change() returns trigger language plpgsql as $$
			begin raise exception '% is append-only', tg_table_name; end $$`,
		`create trigger ${table}_no_change before update or delete on ${table}
			for each row execute function refuse_change()`,
		`create trigger ${table}_no_truncate before truncate on ${table}
			for each statement execute function refuse_change()`
	];
}
