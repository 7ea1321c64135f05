import { expect, test } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';
import { readStatement, readStatements } from '#lib/server/guests/read-statement.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const now = '2026-05-20T12:00:00.000Z';

onBothDatabases((open) => {
	async function house(timeZone = 'UTC', joinedOn = '2024-11-30') {
		const db = await open();
		await publish(db, { ...plainVersion, timeZone });
		await build(db);
		const [ada] = await enrol(db, 1, joinedOn);
		return { db, ada: ada! };
	}
	const earn = (db: Db, person: Person, departure: string, at: string, minor = 10_000) =>
		recordStays(
			db,
			[
				stayOf(person, {
					arrival: departure,
					departure,
					folio: [{ class: 'room', amountMinor: minor, on: departure }]
				})
			],
			at
		);
	const spend = (db: Db, { id: memberId }: Person, points: number, at: string) =>
		spendPoints(db, { source: 'app', id: newId(), memberId, points, what: 'tea' }, at);

	test('C9: statements follow one another and their sums are the ledger’s', async () => {
		const { db, ada } = await house();
		await earn(db, ada, '2025-02-10', '2025-02-10T20:00:00.000Z', 30_000);
		await earn(db, ada, '2025-03-05', '2025-03-31T23:59:59.999Z');
		await spend(db, ada, 700, '2025-03-10T08:00:00.000Z');
		await earn(db, ada, '2025-03-31', '2025-04-01T00:00:00.000Z');
		await runJob(db, 'expiry', '2026-03-01', () => '2026-03-02T01:00:00.000Z');

		const { months } = await readStatements(db, ada.id, now);
		expect(months.at(0)).toBe('2026-05');
		expect(months.at(-1)).toBe('2024-11');
		let balance = 0;
		let entries = 0;
		for (const month of months.toReversed()) {
			const view = await readStatement(db, ada.id, month, now);
			expect(view.opening).toBe(balance);
			const { earned, used, expired, corrected } = view.sums;
			expect(view.opening + earned + used + expired + corrected).toBe(view.closing);
			expect(view.lines.at(-1)?.balance ?? view.opening).toBe(view.closing);
			balance = view.closing;
			entries += view.lines.length;
		}
		const account = await db.selectFrom('account').selectAll().executeTakeFirstOrThrow();
		expect(balance).toBe(account.balance);
		expect(entries).toBe(account.last_sequence);

		const march = await readStatement(db, ada.id, '2025-03', now);
		expect(march).toMatchObject({
			opening: 3_000,
			closing: 3_300,
			sums: { earned: 1_000, used: -700, expired: 0, corrected: 0 },
			previous: '2025-02',
			next: '2025-04',
			isRunning: false,
			through: '2025-03-31',
			tier: { id: 'member' }
		});
	});

	test('C9: an entry that comes late changes no statement of before, and says when it counts', async () => {
		const { db, ada } = await house();
		await earn(db, ada, '2025-02-10', '2025-02-10T20:00:00.000Z');
		const before = await readStatement(db, ada.id, '2025-02', now);
		await earn(db, ada, '2025-02-20', '2025-06-03T09:00:00.000Z', 20_000);
		expect(await readStatement(db, ada.id, '2025-02', now)).toMatchObject({
			lines: before.lines,
			closing: before.closing,
			tier: before.tier
		});
		const june = await readStatement(db, ada.id, '2025-06', now);
		expect(june.lines).toMatchObject([
			{ entry: { on: '2025-02-20', points: 2_000 }, writtenOn: '2025-06-03', balance: 3_000 }
		]);
		expect(before.lines[0]).not.toHaveProperty('writtenOn');
	});

	test('C9 T7: a month ends at midnight of the programme, not of the server', async () => {
		// 2025-03-31 in Honolulu lasts until 10:00 UTC of the day after.
		const { db, ada } = await house('Pacific/Honolulu');
		await earn(db, ada, '2025-03-31', '2025-04-01T09:59:59.999Z');
		await earn(db, ada, '2025-03-30', '2025-04-01T10:00:00.000Z');
		expect((await readStatement(db, ada.id, '2025-03', now)).lines).toHaveLength(1);
		expect((await readStatement(db, ada.id, '2025-04', now)).lines).toHaveLength(1);
	});

	test('C9: a clock that was set back leaves opening and closing in agreement', async () => {
		const { db, ada } = await house();
		await earn(db, ada, '2025-02-10', '2025-03-01T00:30:00.000Z');
		await earn(db, ada, '2025-02-11', '2025-02-28T23:45:00.000Z', 5_000);
		expect(await readStatement(db, ada.id, '2025-02', now)).toMatchObject({
			opening: 0,
			closing: 500
		});
		expect(await readStatement(db, ada.id, '2025-03', now)).toMatchObject({
			opening: 500,
			closing: 1_500
		});
	});

	test('C9: a month with nothing in it is a statement; none before joining, none to come', async () => {
		const { db, ada } = await house();
		await earn(db, ada, '2025-02-10', '2025-02-10T20:00:00.000Z');
		expect(await readStatement(db, ada.id, '2025-03', now)).toMatchObject({
			opening: 1_000,
			closing: 1_000,
			lines: []
		});
		expect(await readStatement(db, ada.id, '2026-05', now)).toMatchObject({
			isRunning: true,
			through: '2026-05-20',
			next: undefined
		});
		for (const month of ['2024-10', '2026-06', '2025-13', '2025-2', 'x', '2025-02-01', '0999-01'])
			await expect(readStatement(db, ada.id, month, now)).rejects.toMatchObject({
				code: 'not-found'
			});
	});
});
