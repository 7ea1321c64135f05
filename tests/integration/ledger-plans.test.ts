import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import type { Db, Dialect } from '#lib/server/db/database.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { returnPoints } from '#lib/server/ledger/return-points.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import {
	build,
	enrol,
	newId,
	plainVersion,
	publish,
	silentVersion,
	stayOf
} from './model/house.ts';

const now = '2025-04-01T09:00:00.000Z';

// Of these a house has few, so they may be read from end to end.
const small = /SCAN (programme_version|property|change|(\d+ )?CONSTANT ROWS?|\(subquery|VALUES)/;

onBothDatabases((open, dialect) => {
	async function house(version = plainVersion) {
		const db = await open();
		await publish(db, version);
		await build(db);
		const [ada] = await enrol(db, 1);
		await recordStays(db, [stayOf(ada)], now, { quiet: true });
		return { db, ada: ada! };
	}

	test('Q6: whatever a member asks of the ledger is found by an index', async () => {
		const { db, ada } = await house();
		const texts = await heard(dialect, async () => {
			const ask = { source: 'app', memberId: ada.id };
			const { entryId } = await spendPoints(
				db,
				{ ...ask, id: newId(), points: 10, what: 'dinner' },
				now
			);
			await returnPoints(db, { ...ask, id: newId(), entryId, what: 'dinner' }, now);
			const stay = stayOf(ada);
			await recordStays(db, [stay], now);
			await recordStays(db, [{ ...stay, rooms: 2, updatedAt: '2025-05-01T00:00:00.000Z' }], now);
		});
		expect(texts.length).toBeGreaterThan(15);
		for (const text of texts)
			for (const step of await planOf(db, dialect, text)) mustBeFound(step, text);
	});

	test('Q6: open lots are found by the index that holds them alone', async () => {
		const { db, ada } = await house();
		const texts = await heard(dialect, () =>
			spendPoints(
				db,
				{ source: 'app', id: newId(), memberId: ada.id, points: 10, what: 'dinner' },
				now
			)
		);
		const lots = texts.filter((text) => text.includes('from "lot"'));
		expect(lots).toHaveLength(1);
		const plan = await planOf(db, dialect, lots[0]!);
		expect(plan.join('\n')).toContain('lot_open');
		expect(plan.join('\n')).not.toMatch(/B-TREE|Sort/);
	});

	test.for([
		['lots', plainVersion, 'from "lot"', 'lot_due'],
		['silence', silentVersion, '"active_on" <', 'account_active']
	] as const)(
		'Q10 D4: members whose points end by %s are found by their index',
		async ([, version, part, index]) => {
			const { db } = await house(version);
			const texts = await heard(dialect, () => runJob(db, 'expiry', '2025-04-01', () => now));
			const due = texts.filter((text) => text.includes(part) && text.includes('limit'));
			expect(due).toHaveLength(1);
			const plan = await planOf(db, dialect, due[0]!);
			expect(plan.join('\n')).toContain(index);
		}
	);
});

function mustBeFound(step: string, text: string): void {
	if (/SCAN|Seq Scan/.test(step) && !small.test(step)) expect.fail(`${step} in ${text}`);
	expect(step).toBeTypeOf('string');
}

/** The texts of all reading and changing statements that are sent meanwhile. */
async function heard(dialect: Dialect, act: () => Promise<unknown>): Promise<string[]> {
	const texts = new Set<string>();
	const spy =
		dialect === 'sqlite'
			? vi.spyOn(Sqlite.prototype, 'prepare')
			: vi.spyOn(pg.Client.prototype, 'query');
	await act();
	for (const [first] of spy.mock.calls) {
		const text =
			typeof first === 'string' ? first : String((first as { text?: string }).text ?? '');
		if (/^\s*(select|update|delete)/.test(text)) texts.add(text);
	}
	spy.mockRestore();
	return [...texts];
}

async function planOf(db: Db, dialect: Dialect, text: string): Promise<string[]> {
	if (dialect === 'sqlite') {
		const { rows } = await sql<{
			detail: string;
		}>`explain query plan ${sql.raw(text.replaceAll('?', "''"))}`.execute(db);
		return rows.map((row) => row.detail);
	}
	// The tables are nearly empty: reading them whole would be right, so it is made dear.
	return db.transaction().execute(async (trx) => {
		await sql`set local enable_seqscan = off`.execute(trx);
		await sql`set local enable_bitmapscan = off`.execute(trx);
		const { rows } = await sql<{
			'QUERY PLAN': string;
		}>`explain (generic_plan) ${sql.raw(text)}`.execute(trx);
		return rows
			.map((row) => row['QUERY PLAN'])
			.filter((line) => !/on (programme_version|property)\b/.test(line));
	});
}
