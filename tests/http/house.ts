import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#lib/server/db/database.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { freePort } from '../../scripts/lib/free-port.mjs';

export const root = path.resolve(import.meta.dirname, '../..');

/** The production server, on a database of its own that the test can look into. */
export interface House {
	readonly origin: string;
	readonly port: number;
	readonly dataDir: string;
	readonly db: Db;
	/** What it printed. */
	readonly said: () => string;
	/** Asks it to stop and gives the exit code. */
	readonly stop: () => Promise<number | null>;
}

export async function startHouse(env: Record<string, string> = {}): Promise<House> {
	if (!existsSync(path.join(root, 'build/handler.js')))
		throw new Error('there is no build: run npm run build first');
	const dataDir = env['STAYWARD_DATA'] ?? (await mkdtemp(path.join(tmpdir(), 'stayward-http-')));
	const port = await freePort();
	const child = spawn(process.execPath, ['src/server.ts'], {
		cwd: root,
		env: {
			PATH: process.env['PATH'],
			PORT: String(port),
			HOST: '127.0.0.1',
			STAYWARD_DATA: dataDir,
			...env
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));

	const origin = `http://localhost:${port}`;
	const address = `http://127.0.0.1:${port}`;
	for (let tries = 0; !(await answers(address)); tries++) {
		if (tries > 200 || child.exitCode !== null) {
			child.kill('SIGKILL');
			throw new Error(`the server did not start:\n${said}`);
		}
		await sleep(50);
	}
	const db = await openDatabase({ dataDir, databaseUrl: env['DATABASE_URL'] });
	return {
		origin: env['ORIGIN'] ?? origin,
		port,
		dataDir,
		db,
		said: () => said,
		stop: async () => {
			await db.destroy();
			child.kill('SIGTERM');
			const code = await exited;
			if (!env['STAYWARD_DATA']) await rm(dataDir, { recursive: true, force: true });
			return code;
		}
	};
}

async function answers(address: string): Promise<boolean> {
	return fetch(`${address}/healthz`).then(
		(response) => response.ok,
		() => false
	);
}
