import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { runWhatIsDue } from '#lib/server/jobs/schedule.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import type { Log } from '#lib/server/log.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, openPlace, placeOf } from '../integration/databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from '../integration/model/house.ts';
import { lotRule } from './areas.ts';
import { readTable } from './table.ts';

const rows = readTable('jobs').map((row) => [row.given.join(' '), row] as const);

onBothDatabases((open) => {
	test.each(rows)('T7 D4: jobs of %s', async (_, { given, expected, why }) => {
		const [timeZone = '', kind = '', length = '', , madeOn = '', , ...runs] = given;
		const db = await open();
		await publish(db, { ...plainVersion, timeZone, expiry: ruleOf(kind, Number(length)) });
		await build(db);
		const people = await enrol(db, 1, '2010-01-01');
		const stay = { arrival: madeOn, departure: madeOn };
		await recordStays(db, [stayOf(people[0], stay)], `${madeOn}T23:00:00.000Z`, { quiet: true });

		const seen: string[] = [];
		for (const run of runs) {
			await Promise.all(run.split('+').map(async (clock, at) => runAt(await node(db, at), clock)));
			const { balance } = await db
				.selectFrom('account')
				.select('balance')
				.executeTakeFirstOrThrow();
			seen.push(String(balance));
		}
		const lapsed = await db
			.selectFrom('entry')
			.select('effective_on')
			.where('kind', '=', 'expire')
			.execute();
		for (const entry of lapsed) seen.push('on', entry.effective_on);
		expect(seen.join(' '), why).toBe(expected);
		expect((await verifyLedger(db)).problems).toEqual([]);
	});
});

function ruleOf(kind: string, length: number): Version['expiry'] {
	const [first, unit] = kind.split('-');
	if (first !== 'silence') return lotRule(kind, length);
	return { kind: 'inactivity', [unit ?? '']: length, activity: ['stay'] };
}

/** Each node has a connection of its own. */
function node(db: Db, at: number): Promise<Db> {
	return at === 0 ? Promise.resolve(db) : openPlace(placeOf(db));
}

async function runAt(db: Db, clock: string): Promise<void> {
	const errors: unknown[] = [];
	const log = { info: () => {}, error: (facts: unknown) => errors.push(facts) } as unknown as Log;
	await runWhatIsDue(db, () => clock, log);
	expect(errors).toEqual([]);
}
