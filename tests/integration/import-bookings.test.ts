import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Dialect } from '#lib/server/db/database.ts';
import type { Place } from '#lib/server/db/open.ts';
import { Random } from '#lib/server/demo/random.ts';
import { bookingsFile, prepareBookings, seed } from '../../scripts/data/bookings.ts';
import {
	importKilled,
	importOf,
	must,
	open,
	setUp,
	type Imported
} from '../../scripts/data/prove-import.ts';
import { differences, snapshot, type Snapshot } from '../../scripts/data/snapshot.ts';
import { freshPlace } from './databases.ts';
import { folder } from './import-files.ts';

const rows = 5_000;
const file = bookingsFile();
if (!existsSync(file)) console.error(`\n*** SKIPPED: the public bookings are not at ${file} ***\n`);

test.skipIf(!existsSync(file)).each<Dialect>(['sqlite', 'postgres'])(
	`M2 T8: ${rows} public bookings end the same once, twice, killed and shuffled, on %s (seed ${seed})`,
	{ timeout: 300_000 },
	async (dialect) => {
		const prepared = await prepareBookings(file, await folder(), { rows });

		const first = await freshPlace(dialect);
		await setUp(first, prepared);
		const result = await must<Imported>(first, ...importOf(prepared.bookings));
		expect(result).toEqual({
			rows,
			created: rows - 1,
			corrected: 0,
			unchanged: 0,
			stale: 0,
			rejected: 1,
			errors: [{ line: prepared.refusedLine, reason: 'room_amount is negative' }]
		});
		const end = await look(first);
		expect(end['stay']?.rows).toBe(rows - 1);
		expect(end['import_row']?.rows).toBe(0);
		await expectClean(first);

		const again = await must<Imported>(first, ...importOf(prepared.bookings));
		expect(again).toMatchObject({ created: 0, unchanged: rows - 1, rejected: 1 });
		expect(differences(end, await look(first))).toEqual([]);

		const killed = await freshPlace(dialect);
		await setUp(killed, prepared);
		const random = new Random(seed);
		const resumed = await importKilled(killed, importOf(prepared.bookings, 100), {
			kills: 10,
			rows,
			random
		});
		expect(resumed.kills).toBe(10);
		expect(resumed.result).toEqual(result);
		expect(differences(end, await look(killed))).toEqual([]);
		await expectClean(killed);

		const shuffled = await freshPlace(dialect);
		await setUp(shuffled, prepared);
		const mixed = await must<Imported>(shuffled, ...importOf(prepared.shuffled));
		expect(mixed).toMatchObject({ created: rows - 1, rejected: 1 });
		expect(differences(end, await look(shuffled))).toEqual([]);
		await expectClean(shuffled);
	}
);

async function look(place: Place): Promise<Snapshot> {
	const db = await open(place);
	try {
		return await snapshot(db);
	} finally {
		await db.destroy();
	}
}

async function expectClean(place: Place): Promise<void> {
	const verified = await must<{ members: number; problems: unknown[] }>(place, 'ledger', 'verify');
	expect(verified.members).toBeGreaterThan(0);
	expect(verified.problems).toEqual([]);
}
