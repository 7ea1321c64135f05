import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { describe, inject, onTestFinished } from 'vitest';
import type { Db, Dialect } from '#lib/server/db/database.ts';
import { openDatabase, type Place } from '#lib/server/db/open.ts';

/** Gives a fresh, migrated database; it goes with the test, and stays when the test failed. */
export type Open = () => Promise<Db>;

const places = new WeakMap<Db, Place>();

/** Declares the same suite twice: every test in it runs on SQLite and on PostgreSQL. */
export function onBothDatabases(suite: (open: Open, dialect: Dialect) => void): void {
	for (const dialect of ['sqlite', 'postgres'] as const)
		describe(dialect, () => suite(async () => openPlace(await freshPlace(dialect, true)), dialect));
}

/** Opens one more handle on a place, as a second process would; closed after the test. */
export async function openPlace(place: Place): Promise<Db> {
	const db = await openDatabase(place);
	places.set(db, place);
	onTestFinished(() => db.destroy());
	return db;
}

/** Where a database lies, for a second handle or a child process. */
export function placeOf(db: Db): Place {
	const place = places.get(db);
	if (!place) throw new Error('not a database of these tests');
	return place;
}

/** A place where nothing is yet, or only what migrations make. */
export async function freshPlace(dialect: Dialect, migrated = false): Promise<Place> {
	const dataDir = await mkdtemp(path.join(tmpdir(), 'stayward-test-'));
	const from = inject('migrated');
	const databaseUrl =
		dialect === 'postgres'
			? await createPostgresDatabase(migrated ? from.postgres : 'template1')
			: undefined;
	if (dialect === 'sqlite' && migrated) await cp(from.sqlite, dataDir, { recursive: true });
	onTestFinished(async ({ task }) => {
		if (task.result?.state === 'fail') {
			console.error(`kept for a look: ${databaseUrl ?? dataDir}`);
			return;
		}
		await rm(dataDir, { recursive: true, force: true });
		if (databaseUrl) await dropPostgresDatabase(databaseUrl);
	});
	return { databaseUrl, dataDir };
}

async function createPostgresDatabase(template: string): Promise<string> {
	const name = `t_${randomUUID().replaceAll('-', '')}`;
	await asSuperuser(`create database ${name} template ${template} strategy file_copy`);
	const url = new URL(inject('postgresUrl'));
	url.pathname = name;
	return url.href;
}

function dropPostgresDatabase(url: string): Promise<void> {
	return asSuperuser(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
}

async function asSuperuser(statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: inject('postgresUrl') });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}
