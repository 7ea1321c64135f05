import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import type { Db, Trx } from '#lib/server/db/database.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { transact } from '#lib/server/db/transact.ts';
import { freshPlace, onBothDatabases, openPlace, placeOf } from './databases.ts';

const now = '2026-01-01T00:00:00.000Z';
const appendOnlyTables = [
	'consent',
	'erasure',
	'stay_revision',
	'folio_line',
	'programme_version',
	'entry',
	'entry_lot',
	'credit',
	'tier_grant',
	'command',
	'audit'
] as const;

onBothDatabases((open, dialect) => {
	test('P5: migrating twice changes nothing', async () => {
		const db = await open();
		expect(await migrate(db, now)).toEqual([]);
	});

	test('P5: two processes that start at once migrate once', async () => {
		const place = await freshPlace(dialect);
		const said = await Promise.all([1, 2, 3].map(() => migrateInAChild(place)));
		const applied = said.flatMap((names) => names);
		expect(applied.toSorted()).toEqual(migrations.map(({ name }) => name));
	});

	test('P5: a migration that fails leaves nothing behind', async () => {
		const db = await open();
		const work = transact(db, async (trx) => {
			await sql`create table half (id text primary key)`.execute(trx);
			throw new Error('power cut');
		});
		await expect(work).rejects.toThrow('power cut');
		await expect(sql`select * from half`.execute(db)).rejects.toThrow(/half/);
	});

	test('P5: a table that another process widens is read on, beside and inside transactions', async () => {
		const one = await open();
		const two = await openPlace(placeOf(one));
		await addProperty(one, 'A');
		const read = (reader: Db | Trx) => reader.selectFrom('property').selectAll().execute();
		const widen = (column: string) =>
			sql`alter table property add column ${sql.ref(column)} text`.execute(two);
		for (let use = 0; use < 5; use++) await read(one);
		await widen('first');
		expect((await read(one))[0]).toHaveProperty('first', null);
		for (let use = 0; use < 5; use++) await transact(one, read);
		await widen('second');
		expect((await transact(one, read))[0]).toHaveProperty('second', null);
	});

	test('P5: two writers that read first and then write both come through', async () => {
		const one = await open();
		const two = await openPlace(placeOf(one));
		await addProperty(one, 'A');
		const bump = (db: Db) =>
			transact(db, async (trx) => {
				// PostgreSQL needs the lock; SQLite's writers are one after the other from their `begin` on.
				const { brand } = await (dialect === 'sqlite' ? readProperty : lockProperty)(trx);
				await new Promise((later) => setTimeout(later, 2));
				await trx
					.updateTable('property')
					.set({ brand: String(Number(brand) + 1) })
					.execute();
			});
		await Promise.all(Array.from({ length: 20 }, (_, i) => bump(i % 2 ? one : two)));
		expect((await one.selectFrom('property').select('brand').executeTakeFirstOrThrow()).brand).toBe(
			'20'
		);
	});

	test('P5: what a transaction wrote is seen by nobody before it commits', async () => {
		const db = await open();
		await transact(db, async (trx) => {
			await addProperty(trx, 'B');
			expect(await codes(db)).toEqual([]);
			expect(await codes(trx)).toEqual(['B']);
		});
		expect(await codes(db)).toEqual(['B']);
	});

	test('P5: a write beside a transaction waits for it and does not join it', async () => {
		const db = await open();
		let beside: Promise<void> | undefined;
		const failing = transact(db, async (trx) => {
			await addProperty(trx, 'inside');
			beside = addProperty(db, 'beside');
			await new Promise((later) => setTimeout(later, 5));
			throw new Error('no');
		});
		await expect(failing).rejects.toThrow('no');
		await beside;
		expect(await codes(db)).toEqual(['beside']);
	});

	test.for(appendOnlyTables)('C1: rows of %s are never changed or removed', async (table) => {
		const db = await open();
		const triggers = await sql<{ name: string }>`${sql.raw(
			dialect === 'sqlite'
				? `select name from sqlite_master where type = 'trigger' and tbl_name = '${table}'`
				: `select distinct tgname as name from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal`
		)}`.execute(db);
		expect(triggers.rows).toHaveLength(2);
	});

	test('C1: update, delete and replacing are refused by the database itself', async () => {
		const db = await open();
		await writeAudit(db);
		const attempts = [
			`update audit set act = 'other'`,
			`delete from audit`,
			...(dialect === 'sqlite'
				? [`insert or replace into audit select * from audit`]
				: [
						`truncate audit`,
						`insert into audit select * from audit on conflict (id) do update set act = 'other'`
					])
		];
		for (const attempt of attempts)
			await expect(sql.raw(attempt).execute(db), attempt).rejects.toThrow('append-only');
		expect(await db.selectFrom('audit').select('act').execute()).toEqual([{ act: 'first' }]);
	});
});

test('P5: every SQLite connection syncs each commit, keeps foreign keys and fires triggers on replace', async () => {
	const db = await openPlace(await freshPlace('sqlite'));
	await migrate(db, now);
	const pragmas = async (on: Db | Trx) => {
		const read = async (name: string) =>
			Object.values(
				(await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(on)).rows[0]!
			);
		return Promise.all(
			['synchronous', 'foreign_keys', 'recursive_triggers', 'journal_mode'].map(read)
		);
	};
	const full = [[2], [1], [1], ['wal']];
	expect(await pragmas(db)).toEqual(full);
	expect(await transact(db, pragmas)).toEqual(full);
});

function migrateInAChild(place: object): Promise<string[]> {
	const script = `
		const { openDatabase } = await import('#lib/server/db/open.ts');
		const { migrate } = await import('#lib/server/db/migrate.ts');
		const db = await openDatabase(${JSON.stringify(place)});
		console.log(JSON.stringify(await migrate(db, ${JSON.stringify(now)})));
		await db.destroy();`;
	return runScript(script);
}

async function runScript(script: string): Promise<string[]> {
	const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
	await once(child, 'close');
	return JSON.parse(said) as string[];
}

async function addProperty(db: Db | Trx, code: string): Promise<void> {
	const row = { id: code, code, name: '{}', time_zone: 'UTC', currency: 'EUR', brand: '0' };
	await db
		.insertInto('property')
		.values({ ...row, created_at: now, revision: 1 })
		.execute();
}

/** Reads, and holds the row to the end: the update that changes nothing. */
async function lockProperty(trx: Trx): Promise<{ brand: string }> {
	return trx
		.updateTable('property')
		.set((set) => ({ brand: set.ref('brand') }))
		.returning('brand')
		.executeTakeFirstOrThrow();
}

function readProperty(trx: Trx): Promise<{ brand: string }> {
	return trx.selectFrom('property').select('brand').executeTakeFirstOrThrow();
}

async function codes(db: Db | Trx): Promise<string[]> {
	const rows = await db.selectFrom('property').select('code').execute();
	return rows.map(({ code }) => code);
}

async function writeAudit(db: Db): Promise<void> {
	const who = { actor_kind: 'system', actor_id: 'test' } as const;
	const what = { act: 'first', subject_kind: 'none', subject_id: 'none', facts: '{}', why: null };
	await db
		.insertInto('audit')
		.values({ id: '1', recorded_at: now, ...who, ...what })
		.execute();
}
