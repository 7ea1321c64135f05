import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { Random } from '../../src/lib/server/demo/random.ts';
import type { Place } from '../../src/lib/server/db/open.ts';
import startPostgres from '../../tests/integration/setup.ts';
import { bookingsFile, clock, prepareBookings, seed } from './bookings.ts';
import { importKilled, importOf, must, open, setUp, stayward, type Imported } from './prove-import.ts';
import { differences, snapshot, type Snapshot } from './snapshot.ts';

/**
 * Imports all 119,390 public bookings on both databases and writes what came out to
 * bench/results/import-bookings.json: once unbroken, once more, killed at ten random points, and with
 * the rows shuffled.
 *
 *   npm run -s bookings [-- FILE.csv.gz]
 */

const file = process.argv[2] ?? bookingsFile();
const kills = 10;
const work = await mkdtemp(path.join(tmpdir(), 'stayward-bookings-'));
const prepared = await prepareBookings(file, path.join(work, 'files'));
const say = (line: string) => void process.stderr.write(`${line}\n`);

interface Verified {
	readonly members: number;
	readonly entries: number;
	readonly problems: readonly unknown[];
}

async function prove(dialect: string, place: (name: string) => Promise<Place>) {
	say(`${dialect}: unbroken`);
	const first = await place('unbroken');
	await setUp(first, prepared);
	const run = await stayward(first, importOf(prepared.bookings));
	if (run.status !== 0) throw new Error(run.said);
	const result = JSON.parse(run.out) as Imported;
	const before = await look(first);
	say(`${dialect}: a second time`);
	const again = await must<Imported>(first, ...importOf(prepared.bookings));
	const second = await look(first);
	const verified = await must<Verified>(first, 'ledger', 'verify');

	say(`${dialect}: killed ${kills} times`);
	const broken = await place('killed');
	await setUp(broken, prepared);
	const random = new Random(seed + dialect.length);
	const killed = await importKilled(broken, importOf(prepared.bookings), {
		kills,
		rows: prepared.rows,
		random
	});
	const resumed = await look(broken);
	const resumedVerified = await must<Verified>(broken, 'ledger', 'verify');

	say(`${dialect}: shuffled`);
	const mixed = await place('shuffled');
	await setUp(mixed, prepared);
	const shuffled = await must<Imported>(mixed, ...importOf(prepared.shuffled));
	const shuffledEnd = await look(mixed);
	const { problems } = await must<Verified>(mixed, 'ledger', 'verify');

	return {
		seconds: Math.round(run.ms / 100) / 10,
		result,
		secondRun: { result: again, tablesThatDiffer: differences(before, second) },
		verify: summary(verified),
		killed: {
			times: killed.kills,
			atRowsStagedPlusPosted: killed.points,
			result: killed.result,
			tablesThatDiffer: differences(before, resumed),
			verify: summary(resumedVerified)
		},
		shuffled: {
			result: shuffled,
			tablesThatDiffer: differences(before, shuffledEnd),
			problems: problems.length
		},
		rowsLeftBehind: before
	};
}

async function look(place: Place): Promise<Snapshot> {
	const db = await open(place);
	try {
		return await snapshot(db);
	} finally {
		await db.destroy();
	}
}

function summary({ members, entries, problems }: Verified) {
	return { members, entries, problems: problems.length };
}

async function onSqlite() {
	return prove('sqlite', (name) => Promise.resolve({ dataDir: path.join(work, 'sqlite', name) }));
}

async function onPostgres() {
	let server = '';
	const stop = await startPostgres({
		provide: (_: string, url: string) => {
			server = url;
		}
	} as never);
	try {
		return await prove('postgres', async (name) => {
			const client = new pg.Client({ connectionString: server });
			await client.connect();
			await client.query(`create database ${name}`);
			await client.end();
			const url = new URL(server);
			url.pathname = name;
			return { dataDir: path.join(work, 'postgres', name), databaseUrl: url.href };
		});
	} finally {
		await stop();
	}
}

type Proof = Awaited<ReturnType<typeof prove>>;

async function write(sqlite: Proof | undefined, postgres: Proof | undefined): Promise<void> {
	const result = {
		name: 'import-bookings',
		note: 'Only the member column is made up: a seeded generator deals the rows out to 20,000 members with a rank-size spread (exponent 0.7, at most 60 stays each).',
		seed,
		clock,
		rows: prepared.rows,
		refusedLine: prepared.refusedLine,
		memberWithMostStays: prepared.mostStays,
		...(sqlite &&
			postgres && {
				tablesThatDifferBetweenDatabases: differences(
					sqlite.rowsLeftBehind,
					postgres.rowsLeftBehind
				)
			}),
		sqlite,
		postgres
	};
	const target = path.join(import.meta.dirname, '../../bench/results/import-bookings.json');
	await mkdir(path.dirname(target), { recursive: true });
	await writeFile(target, `${JSON.stringify(result, null, '\t')}\n`);
	say(`written to ${target}`);
}

try {
	const sqlite = await onSqlite();
	await write(sqlite, undefined);
	await write(sqlite, await onPostgres());
} finally {
	await rm(work, { recursive: true, force: true });
}
