import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Starts the production server on a database of its own, and ends both after the tests. */
export default async function setup(): Promise<() => Promise<void>> {
	const folder = await mkdtemp(path.join(tmpdir(), 'stayward-e2e-'));
	const port = await freePort();
	const url = `http://localhost:${port}`;
	const entry = existsSync('src/server.ts') ? 'src/server.ts' : 'build/index.js';
	let said = '';
	const server = spawn(process.execPath, [entry], {
		env: {
			...process.env,
			DATABASE_URL: path.join(folder, 'stayward.sqlite'),
			ORIGIN: url,
			PORT: String(port)
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	for (const stream of [server.stdout, server.stderr]) {
		stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	}
	const stop = async () => {
		if (server.exitCode === null) {
			const gone = new Promise((resolve) => server.once('exit', resolve));
			server.kill('SIGTERM');
			await gone;
		}
		await rm(folder, { recursive: true, force: true });
	};

	for (let tries = 0; !(await answers(url)); tries++) {
		if (server.exitCode !== null || tries > 300) {
			await stop();
			throw new Error(`the server did not start:\n${said}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	process.env['STAYWARD_E2E_URL'] = url;
	return stop;
}

async function answers(url: string): Promise<boolean> {
	return fetch(url).then(
		() => true,
		() => false
	);
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
	const address = probe.address();
	await new Promise<void>((closed) => probe.close(() => closed()));
	if (address === null || typeof address === 'string') throw new Error('no free port');
	return address.port;
}
