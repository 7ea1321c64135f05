import { expect, test } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';
import type { Job } from '#lib/server/jobs/job.ts';
import { claimRun, findRun } from '#lib/server/jobs/queries.ts';
import { runSlices } from '#lib/server/jobs/run-slices.ts';
import { jobs, runJob } from '#lib/server/jobs/run.ts';
import { runWhatIsDue } from '#lib/server/jobs/schedule.ts';
import { makeLog } from '#lib/server/log.ts';
import { transact } from '#lib/server/db/transact.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import {
	build,
	enrol,
	newId,
	plainVersion,
	publish,
	silentVersion,
	stayOf,
	type Person
} from './model/house.ts';

const imported = '2025-12-31T00:00:00.000Z';
const clockAt = (date: string) => () => `${date}T03:00:00.000Z`;

onBothDatabases((open) => {
	/** Members with 1,000 points of a stay that ended on that day. */
	async function house(version = plainVersion, count = 1, departure = '2025-02-28') {
		const db = await open();
		await publish(db, version);
		await build(db);
		const people = await enrol(db, count);
		const stays = people.map((person) => stayOf(person, { arrival: departure, departure }));
		await recordStays(db, stays, imported, { quiet: true });
		return { db, people, ada: people[0]! };
	}

	const expired = (db: Db) =>
		db
			.selectFrom('entry')
			.select(['member_id', 'points', 'effective_on', 'recorded_at'])
			.where('kind', '=', 'expire')
			.orderBy('member_id')
			.execute();
	const balanceOf = async (db: Db, { id }: Person) =>
		(await db.selectFrom('account').select('balance').where('member_id', '=', id).execute())[0]
			?.balance;

	// 12 months to the end of the month: the last usable day is in the same month a year later, also
	// where that month is shorter or longer.
	test.for([
		['2025-02-28', '2026-02-28', '2026-03-01'],
		['2024-02-29', '2025-02-28', '2025-03-01'],
		['2025-03-01', '2026-03-31', '2026-04-01'],
		['2024-12-31', '2025-12-31', '2026-01-01']
	])('T7 D4: points of %s are there on %s and gone on %s', async ([madeOn, last, over]) => {
		const { db, ada } = await house(plainVersion, 1, madeOn);
		expect(await runJob(db, 'expiry', last!, clockAt(last!))).toMatchObject({ entries: 0 });
		expect(await balanceOf(db, ada)).toBe(1000);
		expect(await runJob(db, 'expiry', over!, clockAt(over!))).toEqual({
			members: 1,
			entries: 1,
			points: 1000
		});
		expect(await expired(db)).toMatchObject([{ points: -1000, effective_on: over }]);
		const told = await db.selectFrom('outbox').select(['topic', 'to_id']).execute();
		expect(told).toEqual([{ topic: 'points-posted', to_id: ada.id }]);
	});

	// 12 months of silence after D: usable through the day before D + 12 months.
	test.for([
		['2025-02-28', '2026-02-27', '2026-02-28'],
		['2024-02-29', '2025-02-27', '2025-02-28'],
		['2025-03-01', '2026-02-28', '2026-03-01'],
		['2024-12-31', '2025-12-30', '2025-12-31']
	])('T7 D4: silent since %s: there on %s and gone on %s', async ([activeOn, last, over]) => {
		const { db, ada } = await house(silentVersion, 1, activeOn);
		await runJob(db, 'expiry', last!, clockAt(last!));
		expect(await balanceOf(db, ada)).toBe(1000);
		await runJob(db, 'expiry', over!, clockAt(over!));
		expect(await balanceOf(db, ada)).toBe(0);
		expect(await expired(db)).toMatchObject([{ effective_on: over }]);
	});

	test('D4: twice is once, at the same moment and one after the other', async () => {
		const { db } = await house(plainVersion, 120);
		const other = await openPlace(placeOf(db));
		const runs = await Promise.allSettled(
			[db, other, db].map((one) => runJob(one, 'expiry', '2026-03-01', clockAt('2026-03-01')))
		);
		for (const run of runs)
			if (run.status === 'rejected') expect(run.reason).toMatchObject({ code: 'still-running' });
		expect(runs.some((run) => run.status === 'fulfilled')).toBe(true);
		await runJob(db, 'expiry', '2026-03-01', clockAt('2026-03-02'));
		expect(await expired(db)).toHaveLength(120);
		expect((await verifyLedger(db)).problems).toEqual([]);
	});

	test('D4: days that were missed are caught up, dated as they should have been', async () => {
		const { db, people } = await house(plainVersion, 2);
		const march = stayOf(people[1], { arrival: '2025-03-05', departure: '2025-03-07' });
		await recordStays(db, [march], imported, { quiet: true });
		await runJob(db, 'expiry', '2026-06-01', clockAt('2026-06-01'));
		expect((await expired(db)).map((entry) => entry.effective_on).sort()).toEqual([
			'2026-03-01',
			'2026-03-01',
			'2026-04-01'
		]);
		// The clock set back finds nothing to do.
		expect(await runJob(db, 'expiry', '2026-03-15', clockAt('2026-03-15'))).toMatchObject({
			entries: 0
		});
		expect((await verifyLedger(db)).problems).toEqual([]);
	});

	test('D4: points that came without activity live as long as the rule says from their own day', async () => {
		const db = await open();
		await publish(db, silentVersion);
		await build(db);
		const [ada] = await enrol(db, 1);
		const gift = { source: 'staff', id: newId(), memberId: ada!.id, points: 50, why: 'a gift' };
		await adjustPoints(db, gift, { kind: 'system', id: 'test' }, '2025-05-10T00:00:00.000Z');
		await runJob(db, 'expiry', '2026-05-09', clockAt('2026-05-09'));
		expect(await balanceOf(db, ada!)).toBe(50);
		await runJob(db, 'expiry', '2026-05-10', clockAt('2026-05-10'));
		expect(await balanceOf(db, ada!)).toBe(0);
	});

	test('D4: a run that was cut off goes on where it was, once its lease is over', async () => {
		const { db } = await house(plainVersion, 3);
		const seen: (string | undefined)[] = [];
		let cut = true;
		const job: Job = {
			slice: (_trx, { cursor }) => {
				if (cut && cursor === '2') throw new Error('killed');
				seen.push(cursor);
				const next = Number(cursor ?? 0) + 1;
				return Promise.resolve({
					cursor: next === 4 ? undefined : String(next),
					done: { slices: 1 }
				});
			}
		};
		const run = { name: 'counting', date: '2026-01-01' };
		const at = (time: string) => () => `2026-01-01T${time}.000Z`;
		await expect(runSlices(db, job, run, at('00:00:00'))).rejects.toThrow('killed');
		cut = false;
		await expect(runSlices(db, job, run, at('00:00:30'))).rejects.toMatchObject({
			code: 'still-running'
		});
		expect(await runSlices(db, job, run, at('00:02:00'))).toEqual({ slices: 4 });
		expect(seen).toEqual([undefined, '1', '2', '3']);
		expect(await findRun(db, run)).toMatchObject({ finished_at: '2026-01-01T00:02:00.000Z' });
	});

	test('D4: a slice that fails leaves nothing of itself', async () => {
		const { db, ada } = await house();
		const job: Job = {
			slice: async (trx) => {
				await trx
					.updateTable('account')
					.set({ balance: 7 })
					.where('member_id', '=', ada.id)
					.execute();
				throw new Error('disk full');
			}
		};
		const run = { name: 'failing', date: '2026-01-01' };
		await expect(runSlices(db, job, run, clockAt('2026-01-01'))).rejects.toThrow('disk full');
		expect(await balanceOf(db, ada)).toBe(1000);
	});

	test('P5: who lost the lease stops, and what it was doing is undone', async () => {
		const { db, ada } = await house();
		let minutes = 0;
		const clock = () =>
			new Date(Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000).toISOString();
		const run = { name: 'contested', date: '2026-01-01' };
		const idle: Job = { slice: () => Promise.resolve({ cursor: undefined, done: {} }) };
		const slow: Job = {
			slice: async (trx, { cursor }) => {
				if (cursor === undefined) {
					minutes += 5;
					return { cursor: 'next', done: {} };
				}
				await trx
					.updateTable('account')
					.set({ balance: 7 })
					.where('member_id', '=', ada.id)
					.execute();
				await trx.updateTable('job_run').set({ leased_until: 'somebody' }).execute();
				return { cursor: undefined, done: {} };
			}
		};
		await expect(runSlices(db, slow, run, clock)).rejects.toMatchObject({ code: 'still-running' });
		expect(await balanceOf(db, ada)).toBe(1000);
		minutes += 5;
		expect(await runSlices(db, idle, run, clock)).toEqual({});
	});

	test('D4: a day that has not begun is refused, one that is past finds nothing left', async () => {
		const { db, ada } = await house();
		// 2026-03-01 has begun in UTC, the programme's zone, and no later day has.
		const now = () => '2026-03-01T00:00:00.000Z';
		await expect(runJob(db, 'expiry', '2026-03-02', now)).rejects.toMatchObject({
			code: 'date-ahead'
		});
		expect(await balanceOf(db, ada)).toBe(1000);
		expect(await runJob(db, 'expiry', '2026-02-28', now)).toMatchObject({ entries: 0 });
		expect(await runJob(db, 'expiry', '2026-03-01', now)).toMatchObject({ entries: 1 });
		expect(await runJob(db, 'expiry', '2025-12-31', now)).toMatchObject({ entries: 0 });
	});

	test('D4 T7: "31 December" ends at the midnight of the programme, not of the server', async () => {
		// In Honolulu 31 December 2025 lasts until 10:00 UTC of 1 January.
		const { db, ada } = await house(
			{ ...plainVersion, timeZone: 'Pacific/Honolulu' },
			1,
			'2024-12-31'
		);
		const early = () => '2026-01-01T09:59:59.000Z';
		await runWhatIsDue(db, early, makeLog('silent'));
		expect(await balanceOf(db, ada)).toBe(1000);
		await expect(runJob(db, 'expiry', '2026-01-01', early)).rejects.toMatchObject({
			code: 'date-ahead'
		});
		await runWhatIsDue(db, () => '2026-01-01T10:00:00.000Z', makeLog('silent'));
		expect(await balanceOf(db, ada)).toBe(0);
		const runs = await db
			.selectFrom('job_run')
			.select('for_date')
			.where('name', '=', 'expiry')
			.execute();
		expect(runs.map(({ for_date }) => for_date).sort()).toEqual(['2025-12-31', '2026-01-01']);
	});

	test('P5 T7: what has run today does not run again, also when the clock goes back an hour', async () => {
		const { db } = await house();
		const at = (time: string) => () => `2026-03-01T${time}.000Z`;
		await runWhatIsDue(db, at('03:07:00'), makeLog('silent'));
		const first = await db.selectFrom('job_run').selectAll().orderBy('name').execute();
		expect(first.every((run) => run.finished_at !== null)).toBe(true);
		const other = await openPlace(placeOf(db));
		await Promise.all(
			[db, other].map((one) => runWhatIsDue(one, at('02:07:00'), makeLog('silent')))
		);
		const daily = (runs: typeof first) => runs.filter(({ for_date }) => for_date.length === 10);
		const again = await db.selectFrom('job_run').selectAll().orderBy('name').execute();
		expect(daily(again)).toEqual(daily(first));
		await expect(
			runJob(db, 'expiry', '2026-03-01', at('04:00:00'), { once: true })
		).rejects.toMatchObject({ code: 'still-running' });
		expect(await expired(db)).toHaveLength(1);
	});

	test('P5 T7: the lease of a killed process does not outlive a clock that was set back', async () => {
		const { db } = await house();
		const run = { name: 'expiry', date: '2026-03-01' };
		const at = (time: string) => `2026-03-01T${time}.000Z`;
		await transact(db, (trx) => claimRun(trx, run, at('04:00:00'), at('04:01:00')));
		const soon = runJob(db, 'expiry', run.date, () => at('03:59:30'));
		await expect(soon).rejects.toMatchObject({ code: 'still-running' });
		expect(await runJob(db, 'expiry', run.date, () => at('03:00:00'))).toMatchObject({
			entries: 1
		});
	});

	test('D4: the jobs of a day run in the order in which one makes room for the next', () => {
		const order = ['tier-review', 'release', 'transfers', 'milestones', 'expiry', 'reminders'];
		expect(Object.keys(jobs).filter((name) => order.includes(name))).toEqual(order);
	});

	test('D4: a job nobody knows is not found', async () => {
		const db = await open();
		await expect(runJob(db, 'nothing', '2026-01-01', clockAt('2026-01-01'))).rejects.toMatchObject({
			code: 'not-found'
		});
	});
});
