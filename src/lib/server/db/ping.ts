import { sql } from 'kysely';
import type { Reader } from './database.ts';

/** Throws when the database does not answer. */
export async function ping(reader: Reader): Promise<void> {
	await sql`select 1`.execute(reader);
}
