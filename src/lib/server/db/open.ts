import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { readKeyFile } from '../crypto/key-file.ts';
import type { KeyRing } from '../crypto/keys.ts';
import { holdKeys } from '../crypto/seal.ts';
import type { Db } from './database.ts';
import { preparedClient } from './prepared-client.ts';
import { sqliteDialect } from './sqlite-driver.ts';
import type { Tables } from './tables.ts';

export interface Place {
	/** `postgres://…`; absent: a SQLite file in the data folder. */
	readonly databaseUrl?: string | undefined;
	readonly dataDir: string;
	/** What the environment names; absent: a file in the data folder, but in production none. */
	readonly keys?: KeyRing | undefined;
	readonly production?: boolean | undefined;
}

/** Opens the database; nothing in it is changed (see `migrate`). Close it with `db.destroy()`. */
export async function openDatabase(place: Place): Promise<Db> {
	const db = await connect(place);
	const keys = place.keys ?? (place.production ? undefined : await readKeyFile(place.dataDir));
	if (keys) holdKeys(db, keys);
	return db;
}

async function connect({ databaseUrl, dataDir }: Place): Promise<Db> {
	if (databaseUrl) return new Kysely<Tables>({ dialect: postgresDialect(databaseUrl) });
	await mkdir(dataDir, { recursive: true });
	return new Kysely<Tables>({ dialect: sqliteDialect(path.join(dataDir, 'stayward.sqlite')) });
}

const bigint_oid = 20;

function postgresDialect(url: string): PostgresDialect {
	const Client = preparedClient();
	const pool = new pg.Pool({
		Client,
		connectionString: url,
		max: 10,
		// A retry that meets its own first run waits for it, but not forever: 409, see transact.
		lock_timeout: 10_000,
		types: { getTypeParser }
	});
	// An idle connection that breaks (the server was restarted) is replaced on the next use.
	pool.on('error', () => undefined);
	return new PostgresDialect({ pool });
}

// Points, sequence numbers and minor units stay far below 2^53; a sum is numeric and goes through Number().
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
	if (oid === bigint_oid) return Number;
	return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
}
