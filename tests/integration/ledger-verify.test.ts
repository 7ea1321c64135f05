import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db, Dialect } from '#lib/server/db/database.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { verifyLedger, type LedgerProblem } from '#lib/server/ledger/verify.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const now = '2025-04-01T09:00:00.000Z';
const guarded = ['entry', 'entry_lot', 'credit', 'tier_grant', 'command', 'stay_revision'];

/** What a hand in the database could do that no use-case does, and what must be said of it. */
const faults: [string, LedgerProblem['invariant'], (one: Person, other: Person) => string][] = [
	[
		'a balance that nothing explains',
		'balance',
		({ id }) => `update account set balance = balance + 1 where member_id = '${id}'`
	],
	[
		'debt beside open lots',
		'debt',
		({ id }) => `update account set debt = 5 where member_id = '${id}'`
	],
	[
		'an account ahead of its entries',
		'sequence',
		({ id }) => `update account set last_sequence = 99 where member_id = '${id}'`
	],
	[
		'a gap in the numbers',
		'sequence',
		({ id }) => `update entry set sequence = 50 where member_id = '${id}' and kind = 'redeem'`
	],
	[
		'a running balance that does not run',
		'balance-after',
		({ id }) =>
			`update entry set balance_after = balance_after + 1 where member_id = '${id}' and sequence = 1`
	],
	[
		'points changed after the fact',
		'entry-moves',
		({ id }) => `update entry set points = points + 1 where member_id = '${id}' and sequence = 2`
	],
	[
		'points that the reasons do not give',
		'reasons',
		({ id }) =>
			`update entry set reasons = replace(reasons, '"points":700', '"points":701') where member_id = '${id}' and kind = 'redeem'`
	],
	[
		'a lot with more than was put in',
		'lot-left',
		({ id }) =>
			`update lot set points_left = points_left + 1 where member_id = '${id}' and points_left between 1 and 800`
	],
	[
		'a move that is gone',
		'lot-left',
		({ id }) =>
			`delete from entry_lot where points < 0 and lot_id in (select id from lot where member_id = '${id}')`
	],
	[
		'a grant that was made bigger',
		'lot-left',
		({ id }) => `update lot set granted = granted + 1 where member_id = '${id}'`
	],
	[
		"somebody else's lot",
		'owner',
		(one, other) => `update lot set member_id = '${other.id}' where member_id = '${one.id}'`
	],
	[
		'activity that never was',
		'active-on',
		({ id }) => `update account set active_on = '2025-12-31' where member_id = '${id}'`
	],
	[
		'a tier that was taken away by hand',
		'tier',
		({ id }) => `delete from tier_grant where member_id = '${id}'`
	],
	[
		'nights that were never slept',
		'tier',
		({ id }) => `update credit set amount = 1 where kind = 'nights' and member_id = '${id}'`
	],
	[
		'an entry reversed twice',
		'reversed-twice',
		({ id }) =>
			`update entry set reverses = (select id from entry where kind = 'earn' and member_id = '${id}' and sequence = 2) where member_id = '${id}' and sequence in (1, 3)`
	],
	[
		'a stay that belongs to somebody else by now',
		'stay',
		(one, other) => `update stay set member_id = '${other.id}' where member_id = '${one.id}'`
	],
	[
		'a stay that forgot its newest word',
		'stay',
		({ id }) => `update stay set revision = 7 where member_id = '${id}'`
	],
	[
		'a word about a stay that was changed',
		'stay',
		({ id }) =>
			`insert into stay_revision select stay_id, 2, property_id, status, booked_on, arrival, departure, rooms, adults, children, room_type, rate_plan, channel, currency, award_nights, details, source_updated_at, 'other', recorded_at, null from stay_revision where stay_id in (select id from stay where member_id = '${id}')`
	],
	[
		'points of a stay that should have none',
		'stay',
		({ id }) =>
			`update stay set no_points_because = '{"code":"cancelled","facts":{}}' where member_id = '${id}'`
	],
	[
		'a stay without the points it should have',
		'stay',
		({ id }) => `update entry set stay_id = null where member_id = '${id}' and sequence = 1`
	],
	[
		"a command answered with somebody else's entry",
		'command',
		(one, other) =>
			`update command set answer = (select '{"entryId":"' || id || '"}' from entry where member_id = '${other.id}' and sequence = 1) where member_id = '${one.id}'`
	],
	[
		'a member without an account',
		'account',
		() =>
			`insert into member select '0', '0', status, joined_on, joined_at, null from member limit 1`
	]
];

onBothDatabases((open, dialect) => {
	async function house(): Promise<{ db: Db; ada: Person; bob: Person }> {
		const db = await open();
		await publish(db, plainVersion);
		await build(db);
		const [ada, bob] = await enrol(db, 2);
		for (const person of [ada!, bob!]) {
			await recordStays(
				db,
				[
					stayOf(person, { arrival: '2025-01-01', departure: '2025-01-06' }),
					stayOf(person, { arrival: '2025-02-01', departure: '2025-02-08' })
				],
				now,
				{ quiet: true }
			);
			const id = newId();
			const spending = { source: 'app', id, memberId: person.id, points: 700, what: 'dinner' };
			await spendPoints(db, spending, now);
		}
		return { db, ada: ada!, bob: bob! };
	}

	test('C2: a ledger that only use-cases wrote has no fault', async () => {
		const { db } = await house();
		expect(await verifyLedger(db)).toEqual({ members: 2, entries: 6, problems: [] });
	});

	test.for(faults)('C2: the verifier finds %s', async ([, invariant, statement]) => {
		const { db, ada, bob } = await house();
		await unguard(db, dialect);
		const { numAffectedRows = 0n } = await sql.raw(statement(ada, bob)).execute(db);
		expect(Number(numAffectedRows)).toBeGreaterThan(0);
		const { problems } = await verifyLedger(db);
		expect(problems.map((problem) => problem.invariant)).toContain(invariant);
	});
});

/** Takes off what keeps a hand in the database from doing harm. */
async function unguard(db: Db, dialect: Dialect): Promise<void> {
	if (dialect === 'postgres') {
		for (const table of [...guarded, 'lot', 'stay', 'account', 'member'])
			await sql.raw(`alter table ${table} disable trigger all`).execute(db);
		await sql`alter table lot drop constraint lot_check`.execute(db).catch(() => undefined);
		await sql`alter table entry drop constraint entry_reverses_key`
			.execute(db)
			.catch(() => undefined);
		await sql`drop index if exists entry_reverses`.execute(db);
		return;
	}
	const { rows } = await sql<{
		name: string;
	}>`select name from sqlite_master where type = 'trigger'`.execute(db);
	for (const { name } of rows) await sql.raw(`drop trigger ${name}`).execute(db);
	await sql`drop index if exists entry_reverses`.execute(db);
}
