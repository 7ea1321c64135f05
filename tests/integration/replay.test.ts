import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { command } from '#lib/cli/programme-replay.ts';
import { programmeOf } from '#lib/domain/programme/programme.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { Db } from '#lib/server/db/database.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { listGrantsOf } from '#lib/server/ledger/queries.ts';
import { dryRun } from '#lib/server/replay/dry-run.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, placeOf } from './databases.ts';
import { folder } from './import-files.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';

const now = '2026-06-01T09:00:00.000Z';
const days = { from: '2024-06-01', to: '2026-06-01' };
const programme = programmeOf({ versions: [plainVersion] });

onBothDatabases((open) => {
	/** More members than a slice has, with one to four stays each, in an order of no meaning. */
	async function house() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db);
		const people = await enrol(db, 320);
		const stays = people.flatMap((person, who) =>
			Array.from({ length: 1 + (who % 4) }, (_, nth) => {
				const month = String(((who + nth * 5) % 12) + 1).padStart(2, '0');
				const year = nth % 2 ? 2025 : 2024;
				const departure = `${year}-${month}-${10 + nth + (who % 9)}`;
				const arrival = `${year}-${month}-0${1 + (who % 9)}`;
				const folio = [{ class: 'room', amountMinor: 10_000 + who, on: departure }] as const;
				return stayOf(person, { arrival, departure, folio, stayId: `${who}-${nth}` });
			})
		);
		return { db, people, stays };
	}

	test('J2 D7: a replay under the programme in force gives what the ledger has, and writes nothing', async () => {
		const { db, people, stays } = await house();
		const inTime = stays.filter(({ departure }) => departure >= days.from);
		await recordStays(db, inTime, now, { quiet: true });
		await runJob(db, 'expiry', days.to, () => now);
		const before = await rowsIn(db);

		const seen: number[] = [];
		const run = await dryRun(db, programme, days, (members) => seen.push(members));
		expect(run).toMatchObject({
			...days,
			stays: inTime.length,
			earning: inTime.length,
			waiting: 0
		});
		expect(run.members).toBe(new Set(inTime.map((stay) => stay.memberNumber)).size);
		expect(seen.length).toBeGreaterThan(1);
		expect(await rowsIn(db)).toEqual(before);

		const sums = await db
			.selectFrom('entry')
			.select(['kind', sql<number>`sum(points)`.as('points')])
			.groupBy('kind')
			.execute();
		expect(run.points).toEqual(
			Object.fromEntries(sums.map(({ kind, points }) => [kind, Number(points)]))
		);
		const balances = await db.selectFrom('account').select('balance').execute();
		expect(run.balance).toBe(balances.reduce((sum, { balance }) => sum + balance, 0));
		const grants = await listGrantsOf(
			db,
			people.map(({ id }) => id)
		);
		const silver = [...grants.values()].filter(
			(own) => heldTier(own, programme, days.to).tier.id === 'silver'
		);
		expect(silver.length).toBeGreaterThan(0);
		expect(run.tiers).toEqual({ member: run.members - silver.length, silver: silver.length });
	});

	test('J2: another programme gives other points for the same stays; corrections count as they stand now', async () => {
		const { db, people } = await house();
		const [ada] = people;
		const stay = stayOf(ada, { stayId: 'again', departure: '2025-03-03' });
		await recordStays(db, [stay], now);
		const folio = [{ class: 'room', amountMinor: 20_000, on: '2025-03-03' }] as const;
		await recordStays(db, [{ ...stay, folio, updatedAt: now }], now);
		const double = plainVersion.earning.map((rule) => ({
			...rule,
			points: Number(rule.points) * 2
		}));
		const other = programmeOf({ versions: [{ ...plainVersion, earning: double }] });
		expect(await dryRun(db, other, { from: '2025-01-01', to: '2025-12-31' })).toMatchObject({
			members: 1,
			stays: 1,
			points: { earn: 4000 },
			balance: 4000
		});
		expect(await dryRun(db, other, { from: '2025-03-04', to: '2025-12-31' })).toMatchObject({
			members: 0,
			points: {}
		});
	});

	test('M7 D7: stayward programme replay says what a file would have given, and refuses what is no programme', async () => {
		const { db, people } = await house();
		await recordStays(db, [stayOf(people[0], { departure: '2025-03-03' })], now);
		const { dataDir, databaseUrl = '' } = placeOf(db);
		const env = { STAYWARD_DATA: dataDir, DATABASE_URL: databaseUrl, STAYWARD_CLOCK: now };
		const file = path.join(await folder(), 'programme.json');
		const replay = async (document: unknown, options: Record<string, string> = {}) => {
			await writeFile(file, JSON.stringify(document));
			return command.run({ words: [file], options, env, json: true, say: () => {} });
		};
		const document = {
			schemaVersion: 1,
			name: { en: 'Plain' },
			versions: [plainVersion],
			examples: []
		};
		const { data, text } = await replay(document);
		expect(data).toMatchObject({ members: 1, stays: 1, points: { earn: 1000, expire: -1000 } });
		expect(text).toContain('earn 1000');
		expect((await replay(document, { months: '6' })).data).toMatchObject({ members: 0, stays: 0 });
		await expect(replay(document, { months: '2.5' })).rejects.toThrow('--months');
		await expect(replay({ ...document, versions: [] })).rejects.toMatchObject({
			code: 'programme-invalid'
		});
	});
});

async function rowsIn(db: Db) {
	const tables = ['entry', 'lot', 'entry_lot', 'credit', 'tier_grant', 'stay', 'outbox'] as const;
	const counts = tables.map((table) =>
		db
			.selectFrom(table)
			.select(({ fn }) => fn.countAll().as('count'))
			.executeTakeFirstOrThrow()
	);
	return (await Promise.all(counts)).map(({ count }) => Number(count));
}
