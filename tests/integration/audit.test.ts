import { expect, test } from 'vitest';
import { recordAct, type Act } from '#lib/server/audit/queries.ts';
import { readAudit } from '#lib/server/audit/read-audit.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { newId } from '#lib/server/ids.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { suspendMember } from '#lib/server/members/suspend-member.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish } from './model/house.ts';

const system = { kind: 'system', id: 'cli' } as const;
const day = (date: string) => `${date}T09:00:00.000Z`;

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY']);
		const [ada] = await enrol(db, 1);
		const id = newId();
		await createStaff(
			db,
			{
				...{ id, name: 'Manuel', email: 'm@house.example', role: 'manager', locale: 'en' },
				password: 'a long enough secret',
				propertyCodes: []
			},
			system,
			day('2026-03-01')
		);
		return { db, ada: ada!, manager: { kind: 'staff', id } as const };
	}
	const read = (db: Db, query = '') => readAudit(db, new URL(`http://house/admin/audit?${query}`));
	const record = (db: Db, act: Act, now: string) => transact(db, (trx) => recordAct(trx, act, now));

	test('J4: the log says who did what to whom, when, with what and why, newest first', async () => {
		const { db, ada, manager } = await house();
		const adjusted = { source: 'app', id: newId(), memberId: ada.id, points: 50, why: 'lost bill' };
		await adjustPoints(db, adjusted, manager, day('2026-03-02'));
		await suspendMember(db, { memberId: ada.id, why: 'fraud' }, manager, day('2026-03-03'));
		const { acts, list } = await read(db);
		expect(list).toMatchObject({ total: 3, descending: true });
		expect(acts.map(({ act }) => act)).toEqual([
			'member-suspended',
			'points-adjusted',
			'staff-created'
		]);
		expect(acts[1]).toMatchObject({
			by: { kind: 'staff', name: 'Manuel' },
			subject: { name: ada.number, href: `/admin/members/${ada.id}` },
			facts: { points: 50, balance: 50 },
			why: 'lost bill',
			at: day('2026-03-02')
		});
		expect(acts[2]).toMatchObject({ by: { kind: 'system', name: 'cli' } });
	});

	test('J4: it is narrowed by act, actor and days, and has pages', async () => {
		const { db, ada, manager } = await house();
		const subject = { kind: 'member', id: ada.id };
		for (const date of ['2026-03-05', '2026-03-06', '2026-03-07'])
			await record(db, { actor: manager, act: 'card-looked-up', subject }, day(date));
		const total = async (query: string) => (await read(db, query)).list.total;
		expect(await total('act=card-looked-up')).toBe(3);
		expect(await total(`actor=${encodeURIComponent(`staff ${manager.id}`)}`)).toBe(3);
		expect(await total('actor=system%20cli')).toBe(1);
		expect(await total('from=2026-03-06')).toBe(2);
		expect(await total('from=2026-03-06&to=2026-03-06')).toBe(1);
		expect(await total('to=2026-02-30')).toBe(4);
		expect(await total('act=nothing')).toBe(0);
		expect(await total('actor=nobody')).toBe(4);
		const oldest = await read(db, 'sort=when&order=up');
		expect(oldest.acts[0]?.act).toBe('staff-created');

		await transact(db, async (trx) => {
			for (let at = 0; at < 30; at++)
				await recordAct(trx, { actor: manager, act: 'a', subject }, day('2026-03-08'));
		});
		const second = await read(db, 'page=2');
		expect(second.list).toMatchObject({ page: 2, pages: 2, total: 34 });
		expect(second.acts).toHaveLength(9);
		const both = [...(await read(db)).acts, ...second.acts].map(({ id }) => id);
		expect(new Set(both).size).toBe(34);
	});

	test('J4: whom nobody knows any more is shown by the id alone, and rows hold no name', async () => {
		const { db, manager } = await house();
		const gone = newId();
		const subject = { kind: 'member', id: gone };
		await record(db, { actor: manager, act: 'card-looked-up', subject }, day('2026-03-05'));
		const [first] = (await read(db)).acts;
		expect(first?.subject).toEqual({ kind: 'member', id: gone, name: gone, href: undefined });
		const rows = await db.selectFrom('audit').selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain('Manuel');
		await expect(db.deleteFrom('audit').execute()).rejects.toThrow(/append-only/);
	});
});
