import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bookingsFile, prepareBookings, seed, type Prepared } from '../../scripts/data/bookings.ts';
import { brandsOf, underProgramme, type Replayable } from '../../scripts/data/replay-programme.ts';
import { onBothDatabases } from './databases.ts';

const rows = 1_000;
const file = bookingsFile();
if (!existsSync(file)) console.error(`\n*** SKIPPED: the public bookings are not at ${file} ***\n`);

const work = await mkdtemp(path.join(tmpdir(), 'stayward-bookings-'));
afterAll(() => rm(work, { recursive: true, force: true }));
let prepared: Promise<Prepared> | undefined;

onBothDatabases((open) => {
	test.skipIf(!existsSync(file)).each(Object.keys(brandsOf) as Replayable[])(
		`D8 M2: ${rows} public bookings under %s: jobs run to the end, the ledger is sound, a replay agrees (seed ${seed})`,
		{ timeout: 120_000 },
		async (name) => {
			prepared ??= prepareBookings(file, work, { rows });
			const { imported, replay, after } = await underProgramme(await open(), name, await prepared);
			expect(imported).toEqual({ rows, created: rows - 1, rejected: 1 });
			for (const { errors, firstProblem } of after)
				expect({ errors, firstProblem }).toEqual({ errors: 0, firstProblem: undefined });
			expect(replay).toMatchObject({ agrees: true, given: { waiting: 0 } });
			expect(replay.given.earning).toBeGreaterThan(rows / 2);
		}
	);
});
