import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../src/lib/server/demo/random.ts';
import type { Db } from '../../src/lib/server/db/database.ts';
import { migrate } from '../../src/lib/server/db/migrate.ts';
import { openDatabase, type Place } from '../../src/lib/server/db/open.ts';
import { importMembers } from '../../src/lib/server/import/import-members.ts';
import { parseMapping, saveMapping } from '../../src/lib/server/import/save-mapping.ts';
import { publishProgramme } from '../../src/lib/server/programme/publish.ts';
import { addProperty } from '../../src/lib/server/stays/properties.ts';
import { clock, mapName, meridianInEuro, type Prepared } from './bookings.ts';

const root = path.join(import.meta.dirname, '../..');

export interface Ran {
	readonly status: number | null;
	readonly out: string;
	readonly said: string;
	readonly ms: number;
}

export function environment(place: Place): NodeJS.ProcessEnv {
	const { DATABASE_URL: _, ...env } = process.env;
	return {
		...env,
		STAYWARD_DATA: place.dataDir,
		...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }),
		STAYWARD_CLOCK: clock,
		NODE_ENV: 'test'
	};
}

/** The real command line, as a process of its own. `onStart` gets it once it has said something. */
export function stayward(
	place: Place,
	args: readonly string[],
	onStart?: (kill: () => void) => void
): Promise<Ran> {
	const begun = performance.now();
	const child = spawn(process.execPath, ['src/cli.ts', ...args, '--json'], {
		cwd: root,
		env: environment(place)
	});
	let out = '';
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => {
		if (said === '') onStart?.(() => child.kill('SIGKILL'));
		said += chunk.toString();
	});
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status) => {
			resolve({ status, out, said, ms: Math.round(performance.now() - begun) });
		});
	});
}

/** As `stayward`, but it must succeed; gives what it printed. */
export async function must<T>(place: Place, ...args: readonly string[]): Promise<T> {
	const { status, out, said } = await stayward(place, args);
	if (status !== 0) throw new Error(`stayward ${args.join(' ')} ended with ${status}: ${said}`);
	return JSON.parse(out) as T;
}

/** Programme, two properties, members and the mapping: everything but the stays. */
export async function setUp(place: Place, prepared: Prepared): Promise<void> {
	const db = await open(place);
	const actor = { kind: 'system', id: 'cli' } as const;
	const house = { timeZone: 'Europe/Lisbon', currency: 'EUR', brand: 'standard' };
	try {
		await publishProgramme(db, meridianInEuro(), clock.slice(0, 10), actor, clock);
		const city = { code: 'CITY', name: { en: 'City Hotel' } };
		const resort = { code: 'RESORT', name: { en: 'Resort Hotel' } };
		for (const property of [city, resort])
			await addProperty(db, { ...house, ...property }, actor, clock);
		await importMembers(db, { file: prepared.members }, () => clock);
		const mapping = parseMapping(await readFile(prepared.mapping, 'utf8'));
		await saveMapping(db, mapName, mapping, clock);
	} finally {
		await db.destroy();
	}
}

export interface Imported {
	readonly rows: number;
	readonly created: number;
	readonly corrected: number;
	readonly unchanged: number;
	readonly stale: number;
	readonly rejected: number;
	readonly errors: readonly { readonly line: number; readonly reason: string }[];
}

export function importOf(file: string, slice?: number): string[] {
	const slices = slice === undefined ? [] : ['--slice', String(slice)];
	return ['import', 'stays', file, '--map', mapName, ...slices];
}

export interface Killed {
	readonly kills: number;
	/** Rows staged plus rows posted when it was killed. */
	readonly points: readonly number[];
	readonly result: Imported;
}

/**
 * Runs an import, kills it with SIGKILL at so many random points of its work, each time runs it again,
 * and lets the last run end.
 */
export async function importKilled(
	place: Place,
	args: readonly string[],
	{ kills, rows, random }: { kills: number; rows: number; random: Random }
): Promise<Killed> {
	const marks = Array.from({ length: kills }, () => random.below(Math.floor(rows * 1.6))).sort(
		(one, other) => one - other
	);
	const db = await open(place);
	const points: number[] = [];
	try {
		for (const mark of marks) {
			const ended = { yet: false };
			const { status } = await stayward(place, args, (kill) => {
				void (async () => {
					let at = await progress(db);
					while (at < mark && !ended.yet) {
						await sleep(3);
						at = await progress(db);
					}
					await sleep(random.below(40));
					points.push(at);
					kill();
				})();
			}).finally(() => (ended.yet = true));
			if (status === 0) throw new Error(`the import ended before it was killed at row ${mark}`);
		}
	} finally {
		await db.destroy();
	}
	return { kills: points.length, points, result: await must(place, ...args) };
}

export async function open(place: Place): Promise<Db> {
	const db = await openDatabase(place);
	await migrate(db, clock);
	return db;
}

async function progress(db: Db): Promise<number> {
	const run = await db
		.selectFrom('import_run')
		.select(['staged_line', 'result'])
		.where('finished_at', 'is', null)
		.executeTakeFirst();
	if (!run) return 0;
	const { counts = {} } = JSON.parse(run.result ?? '{}') as { counts?: Record<string, number> };
	return run.staged_line + Object.values(counts).reduce((sum, count) => sum + count, 0);
}
