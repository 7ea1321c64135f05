import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTemplate } from '#lib/domain/programme/templates.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { publishProgramme } from '#lib/server/programme/publish.ts';
import { addProperty } from '#lib/server/stays/properties.ts';
import { hotel } from './fixtures.ts';
import { freePort } from '../../scripts/lib/free-port.mjs';

const timeZone = 'UTC';

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
			STAYWARD_DATA: folder,
			STAYWARD_HOTEL: hotel,
			ORIGIN: url,
			PORT: String(port),
			LOG_LEVEL: 'warn'
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
	await furnish(folder);
	process.env['STAYWARD_E2E_URL'] = url;
	process.env['STAYWARD_E2E_DATA'] = folder;
	return stop;
}

/** A programme in force, and a house where guests can stay. */
async function furnish(dataDir: string): Promise<void> {
	const db = await openDatabase({ dataDir });
	const actor = { kind: 'system', id: 'test' } as const;
	const now = new Date().toISOString();
	await publishProgramme(db, ofHouse(readTemplate('meridian')), undefined, actor, now);
	await addProperty(
		db,
		{
			code: 'CITY',
			name: { en: 'Aurora City', 'zh-CN': '极光城市酒店' },
			timeZone,
			currency: 'USD',
			brand: 'standard'
		},
		actor,
		now
	);
	await db.destroy();
}

/** On the calendar of the house, whatever the hour; points also pay bills, which this template leaves out. */
function ofHouse(programme: unknown): unknown {
	const { versions, ...rest } = programme as { readonly versions: readonly object[] };
	const moneyOff = { kind: 'steps', points: 250, amount: 1 };
	return { ...rest, versions: versions.map((version) => ({ ...version, timeZone, moneyOff })) };
}

async function answers(url: string): Promise<boolean> {
	return fetch(`${url}/healthz`).then(
		(response) => response.ok,
		() => false
	);
}
