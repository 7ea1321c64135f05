import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { runWhatIsDue } from '#lib/server/jobs/schedule.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { makeLog } from '#lib/server/log.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, openPlace, placeOf } from '../integration/databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from '../integration/model/house.ts';
import { versionOfRow } from './job-rows.ts';
import { readTable } from './table.ts';

const rows = readTable('jobs').map((row) => [row.given.join(' '), row] as const);

onBothDatabases((open) => {
	test.each(rows)('T7 D4: jobs of %s', async (_, { given, expected, why }) => {
		const [timeZone = '', kind = '', length = '', , madeOn = '', , ...runs] = given;
		const version = { ...plainVersion, timeZone, ...versionOfRow(kind, Number(length)) };
		const db = await houseOf(await open(), version, madeOn);
		const seen: string[] = [];
		for (const run of runs) {
			await Promise.all(run.split('+').map(async (clock, at) => runAt(await node(db, at), clock)));
			seen.push(String(kind === 'review' ? (await keptOn(db)).length : await balanceOf(db)));
		}
		const days = kind === 'review' ? await keptOn(db) : await postedOn(db, kind);
		for (const day of days) seen.push('on', day);
		expect(seen.join(' '), why).toBe(expected);
		expect((await verifyLedger(db)).problems).toEqual([]);
	});
});

/** A member with a stay of 1,000 points and ten nights that ended on a day. */
async function houseOf(db: Db, version: Version, departure: string): Promise<Db> {
	await publish(db, version);
	await build(db);
	const [person] = await enrol(db, 1, '2010-01-01');
	const arrival =
		version.tiers.some(({ keep }) => keep) || version.milestones
			? tenDaysBefore(departure)
			: departure;
	const stay = stayOf(person, { arrival, departure });
	await recordStays(db, [stay], `${departure}T23:00:00.000Z`, { quiet: true });
	return db;
}

function tenDaysBefore(day: string): string {
	return new Date(Date.parse(day) - 10 * 86_400_000).toISOString().slice(0, 10);
}

async function balanceOf(db: Db): Promise<number> {
	const { balance } = await db.selectFrom('account').select('balance').executeTakeFirstOrThrow();
	return balance;
}

/** On which days the entries count that the row is about. */
async function postedOn(db: Db, kind: string): Promise<string[]> {
	const entryKind = { release: 'earn', choose: 'bonus' }[kind] ?? 'expire';
	const entries = await db.selectFrom('entry').select(['kind', 'effective_on']).execute();
	return entries.flatMap((entry) => (entry.kind === entryKind ? [entry.effective_on] : []));
}

async function keptOn(db: Db): Promise<string[]> {
	const grants = await db.selectFrom('tier_grant').select(['from_on', 'reason']).execute();
	return grants.flatMap(({ reason, from_on }) =>
		(JSON.parse(reason) as { kind: string }).kind === 'kept' ? [from_on] : []
	);
}

/** Each node has a connection of its own. */
function node(db: Db, at: number): Promise<Db> {
	return at === 0 ? Promise.resolve(db) : openPlace(placeOf(db));
}

async function runAt(db: Db, clock: string): Promise<void> {
	const errors: unknown[] = [];
	const log = makeLog('silent');
	log.error = ((facts: unknown) => void errors.push(facts)) as typeof log.error;
	await runWhatIsDue(db, () => clock, log);
	expect(errors).toEqual([]);
}
