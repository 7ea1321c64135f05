import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../../src/lib/server/db/migrate.ts';
import { openDatabase } from '../../src/lib/server/db/open.ts';
import { bookingsFile, clock, prepareBookings, seed } from './bookings.ts';
import { brandsOf, underProgramme, type Replayable, type UnderProgramme } from './replay-programme.ts';

/**
 * The public bookings under each shipped programme that counts stays, one SQLite database after the
 * other, into bench/results/replay-bookings.json.
 *
 *   npm run -s replay:bookings [-- --programme NAME] [--rows 5000] [FILE.csv.gz]
 */
const { values, positionals } = parseArgs({
	options: { programme: { type: 'string', default: 'all' }, rows: { type: 'string' } },
	allowPositionals: true
});
const all = Object.keys(brandsOf) as Replayable[];
const names = values.programme === 'all' ? all : all.filter((name) => name === values.programme);
if (names.length === 0) throw new Error(`there is no ${values.programme}; there are ${all.join()}`);

const work = await mkdtemp(path.join(tmpdir(), 'stayward-replay-'));
const sample = values.rows === undefined ? {} : { rows: Number(values.rows) };
const target = path.join(import.meta.dirname, '../../bench/results/replay-bookings.json');
const results: UnderProgramme[] = [];
// Where only one is asked for, what is known of the others stays.
const before = values.programme === 'all' ? [] : await readBefore();
try {
	const gz = positionals[0] ?? bookingsFile();
	const prepared = await prepareBookings(gz, path.join(work, 'files'), sample);
	for (const name of names) {
		const db = await openDatabase({ dataDir: path.join(work, name) });
		await migrate(db, clock);
		try {
			const result = await underProgramme(db, name, prepared);
			results.push(result);
			console.error(inALine(result));
		} finally {
			await db.destroy();
			await rm(path.join(work, name), { recursive: true, force: true });
		}
		if (values.rows === undefined) await write(prepared.rows);
	}
} finally {
	await rm(work, { recursive: true, force: true });
}
const isSound = results.every(
	({ replay, after }) =>
		replay.agrees && after.every(({ errors, problems }) => errors === 0 && problems === 0)
);
process.exitCode = isSound ? 0 : 1;

async function readBefore(): Promise<readonly UnderProgramme[]> {
	if (!existsSync(target)) return [];
	const known = JSON.parse(await readFile(target, 'utf8')) as { programmes: UnderProgramme[] };
	return known.programmes;
}

async function write(rows: number): Promise<void> {
	const result = {
		name: 'replay-bookings',
		note: 'Members are made up as in import-bookings; what a dollar or a yuan bought is made up too. Refused is the one row with a negative rate.',
		seed,
		rows,
		programmes: all.flatMap((name) => {
			const found = [...results, ...before].find(({ programme }) => programme === name);
			return found ?? [];
		})
	};
	await mkdir(path.dirname(target), { recursive: true });
	await writeFile(target, `${JSON.stringify(result, null, '\t')}\n`);
}

function inALine({ programme, imported, replay, after, seconds }: UnderProgramme): string {
	const problems = after.map((one) => `${one.on}: ${one.errors} errors, ${one.problems} problems`);
	const took = Object.entries(seconds).map(([what, time]) => `${what} ${time} s`);
	return [
		`${programme}: ${imported.created} of ${imported.rows} stays`,
		`replay ${replay.agrees ? 'agrees' : 'DIFFERS'}`,
		...problems,
		took.join(', ')
	].join('; ');
}
