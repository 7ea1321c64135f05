import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readAccount } from '#lib/server/guests/read-account.ts';
import { readHome } from '#lib/server/guests/read-home.ts';
import { readPoints } from '#lib/server/guests/read-points.ts';
import { readStay } from '#lib/server/guests/read-stay.ts';
import { readStays } from '#lib/server/guests/read-stays.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { header, importText, row } from './import-files.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';

/** Posted 14 days after check-out. */
const laterVersion: Version = { ...plainVersion, releaseDays: 14 };
const clockAt = (date: string) => () => `${date}T03:00:00.000Z`;
const checkedOut = '2025-03-03T12:00:00.000Z';

onBothDatabases((open) => {
	async function house(count = 1, version = laterVersion) {
		const db = await open();
		await publish(db, version);
		await build(db, ['CITY', 'COAST']);
		const people = await enrol(db, count);
		return { db, people, ada: people[0]! };
	}

	const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);
	const release = (db: Db, date: string) => runJob(db, 'release', date, clockAt(date));
	const balanceOf = async (db: Db, { id }: Person) =>
		(await db.selectFrom('account').select('balance').where('member_id', '=', id).execute())[0]
			?.balance;
	const pendingOf = (db: Db) =>
		db
			.selectFrom('pending_points')
			.select(['points', 'earned_on', 'release_on', 'ended_on', 'ended_why', 'entry_id'])
			.orderBy('id')
			.execute();
	const entriesOf = (db: Db) =>
		db
			.selectFrom('entry')
			.select(['kind', 'points', 'effective_on'])
			.orderBy('member_id')
			.orderBy('sequence')
			.execute();
	const nightsOf = async (db: Db) => {
		const { nights } = await db
			.selectFrom('credit')
			.select(({ fn }) => fn.sum('amount').as('nights'))
			.where('kind', '=', 'nights')
			.executeTakeFirstOrThrow();
		return Number(nights ?? 0);
	};
	const spending = ({ id: memberId }: Person, points: number) => ({
		source: 'app',
		id: newId(),
		memberId,
		points,
		what: 'dinner'
	});

	test('C5: at check-out the points wait and the nights count, on the day they are posted', async () => {
		const { db, ada } = await house();
		const [result] = await recordStays(db, [stayOf(ada)], checkedOut);
		expect(result).toMatchObject({ outcome: 'created', points: 0 });
		expect(await pendingOf(db)).toEqual([
			{
				points: 1000,
				earned_on: '2025-03-03',
				release_on: '2025-03-17',
				ended_on: null,
				ended_why: null,
				entry_id: null
			}
		]);
		expect([await balanceOf(db, ada), await nightsOf(db)]).toEqual([0, 2]);
		await clean(db);

		expect(await release(db, '2025-03-16')).toEqual({ members: 0, entries: 0, points: 0 });
		expect(await release(db, '2025-03-17')).toEqual({ members: 1, entries: 1, points: 1000 });
		expect(await entriesOf(db)).toEqual([
			{ kind: 'earn', points: 1000, effective_on: '2025-03-17' }
		]);
		expect(await db.selectFrom('lot').select(['earned_on', 'valid_to']).execute()).toEqual([
			{ earned_on: '2025-03-03', valid_to: '2026-03-31' }
		]);
		expect(await pendingOf(db)).toMatchObject([{ ended_on: '2025-03-17' }]);
		const told = await db.selectFrom('outbox').select('topic').execute();
		expect(told).toEqual([{ topic: 'points-posted' }]);
		await clean(db);

		expect(await release(db, '2025-03-17')).toEqual({ members: 0, entries: 0, points: 0 });
		expect(await entriesOf(db)).toHaveLength(1);
	});

	test('C5: one run catches up for all days missed, each entry dated on its own', async () => {
		const { db, people } = await house(60);
		const stays = people.map((person, at) =>
			stayOf(person, at % 2 === 0 ? {} : { arrival: '2025-03-04', departure: '2025-03-06' })
		);
		await recordStays(db, stays, '2025-03-06T12:00:00.000Z');
		expect(await release(db, '2025-05-01')).toEqual({ members: 60, entries: 60, points: 60_000 });
		const days = (await entriesOf(db)).map((entry) => entry.effective_on);
		expect(new Set(days)).toEqual(new Set(['2025-03-17', '2025-03-20']));
		await clean(db);
	});

	test('C5: what becomes known after its day is posted at once', async () => {
		const { db, ada } = await house();
		const [result] = await recordStays(db, [stayOf(ada)], '2025-06-01T12:00:00.000Z');
		expect(result).toMatchObject({ points: 1000 });
		expect(await entriesOf(db)).toMatchObject([{ points: 1000, effective_on: '2025-03-17' }]);
		await clean(db);
	});

	test('C5: the order of a batch does not change the end, nor does a run in between', async () => {
		const stays = (ada: Person) => [
			stayOf(ada, { stayId: 'a' }),
			stayOf(ada, { stayId: 'b', arrival: '2025-03-10', departure: '2025-03-20' }),
			stayOf(ada, { stayId: 'c', arrival: '2025-04-01', departure: '2025-04-02' })
		];
		const told = async (db: Db) => [await entriesOf(db), await nightsOf(db)];
		const ends: unknown[] = [];
		for (const turned of [false, true]) {
			const { db, ada } = await house();
			const all = turned ? stays(ada).toReversed() : stays(ada);
			await recordStays(db, all, '2025-06-01T12:00:00.000Z');
			ends.push(await told(db));
			await clean(db);
		}
		const { db, ada } = await house();
		for (const stay of stays(ada)) {
			await recordStays(db, [stay], `${stay.departure}T12:00:00.000Z`);
			await release(db, stay.departure);
		}
		await release(db, '2025-06-01');
		ends.push(await told(db));
		await clean(db);
		expect(ends[1]).toEqual(ends[0]);
		expect(ends[2]).toEqual(ends[0]);
	});

	test('C5: who spends on the day has the points of the day', async () => {
		const { db, ada } = await house();
		await recordStays(db, [stayOf(ada)], checkedOut);
		const early = spendPoints(db, spending(ada, 600), '2025-03-16T20:00:00.000Z');
		await expect(early).rejects.toMatchObject({ code: 'not-enough-points' });
		const posted = await spendPoints(db, spending(ada, 600), '2025-03-17T00:00:00.000Z');
		expect(posted).toMatchObject({ points: -600, balance: 400 });
		expect(await release(db, '2025-03-17')).toMatchObject({ entries: 0 });
		await clean(db);
	});

	test('C5: spending twice at once posts what was due once', async () => {
		const { db, ada } = await house();
		await recordStays(db, [stayOf(ada)], checkedOut);
		const at = '2025-03-17T06:00:00.000Z';
		const both = await Promise.allSettled([
			spendPoints(db, spending(ada, 700), at),
			spendPoints(db, spending(ada, 700), at),
			release(db, '2025-03-17')
		]);
		expect(both.slice(0, 2).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await balanceOf(db, ada)).toBe(300);
		await clean(db);
	});

	test('C1 C5: a correction before the day ends what waits, with why, and makes it anew', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada);
		await recordStays(db, [stay], checkedOut);
		const folio = [{ class: 'room' as const, amountMinor: 20_000, on: '2025-03-03' }];
		const newer = { ...stay, folio, updatedAt: '2025-03-05T00:00:00.000Z' };
		await recordStays(db, [newer], '2025-03-05T12:00:00.000Z');
		expect(await pendingOf(db)).toMatchObject([
			{ points: 1000, ended_on: '2025-03-05', ended_why: 'stay-corrected', entry_id: null },
			{ points: 2000, ended_on: null }
		]);
		await clean(db);
		const cancelled = {
			...newer,
			status: 'cancelled',
			updatedAt: '2025-03-06T00:00:00.000Z'
		} as const;
		await recordStays(db, [cancelled], '2025-03-06T12:00:00.000Z');
		await release(db, '2025-12-31');
		expect(await entriesOf(db)).toEqual([]);
		expect(await nightsOf(db)).toBe(0);
		await clean(db);
	});

	test('C1 C5: a stay that turns out to be of another moves with what waits', async () => {
		const { db, people } = await house(2);
		const [ada, ben] = people as [Person, Person];
		const stay = stayOf(ada);
		await recordStays(db, [stay], checkedOut);
		const newer = { ...stay, memberNumber: ben.number, updatedAt: '2025-03-05T00:00:00.000Z' };
		await recordStays(db, [newer], '2025-03-05T12:00:00.000Z');
		await release(db, '2025-03-17');
		expect([await balanceOf(db, ada), await balanceOf(db, ben)]).toEqual([0, 1000]);
		expect(await pendingOf(db)).toMatchObject([
			{ ended_why: 'stay-of-another' },
			{ ended_on: '2025-03-17' }
		]);
		await clean(db);
	});

	test('C1 C5: after the day it is the usual reversal, also where the run was missed', async () => {
		for (const isRun of [true, false]) {
			const { db, ada } = await house();
			const stay = stayOf(ada);
			await recordStays(db, [stay], checkedOut);
			if (isRun) await release(db, '2025-03-17');
			const folio = [{ class: 'room' as const, amountMinor: 5_000, on: '2025-03-03' }];
			const newer = { ...stay, folio, updatedAt: '2025-04-01T00:00:00.000Z' };
			await recordStays(db, [newer], '2025-04-01T12:00:00.000Z');
			expect(await entriesOf(db)).toEqual([
				{ kind: 'earn', points: 1000, effective_on: '2025-03-17' },
				{ kind: 'reversal', points: -1000, effective_on: '2025-04-01' },
				{ kind: 'earn', points: 500, effective_on: '2025-03-17' }
			]);
			await clean(db);
		}
	});

	test('C5 M2: through an imported file, again and again, each once', async () => {
		const { db, ada } = await house(1, {
			...laterVersion,
			releaseDays: 365,
			expiry: { kind: 'never' }
		});
		const member_number = ada.number;
		const late = { arrival: '2024-05-01', departure: '2024-05-02', room_amount: '10.00' };
		const rows = [
			row({ member_number, stay_id: 'one' }),
			row({ member_number, stay_id: 'two', ...late })
		];
		const file = `${[header, ...rows].join('\n')}\n`;
		expect(await importText(db, file)).toMatchObject({ created: 2 });
		expect(await importText(db, file)).toMatchObject({ unchanged: 2 });
		const pending = (await pendingOf(db)).map((one) => [one.release_on, one.ended_on]);
		expect(pending.toSorted()).toEqual([
			['2025-05-02', '2025-05-02'],
			['2026-05-03', null]
		]);
		expect(await balanceOf(db, ada)).toBe(100);
		await clean(db);
		await release(db, '2026-05-03');
		expect(await balanceOf(db, ada)).toBe(2100);
		await clean(db);
	});

	test('C5: the guest sees what is on its way, when it comes and why, until it is there', async () => {
		const { db, ada } = await house();
		await recordStays(db, [stayOf(ada, { stayId: 'a' })], checkedOut);
		const next = { arrival: '2025-03-05', departure: '2025-03-06', stayId: 'b' };
		await recordStays(db, [stayOf(ada, next)], '2025-03-06T12:00:00.000Z');
		const at = '2025-03-10T12:00:00.000Z';
		const home = await readHome(db, ada.id, true, at);
		expect(home).toMatchObject({ balance: 0, pending: { points: 2000, on: '2025-03-17' } });
		const points = await readPoints(db, ada.id, undefined, at);
		// Loyalty staff see the same lines.
		expect((await readAccount(db, ada.id, at)).points?.pending).toEqual(points.pending);
		expect(points.pending.map(({ on, days, stay }) => [on, days, stay?.departure])).toEqual([
			['2025-03-17', 14, '2025-03-03'],
			['2025-03-20', 14, '2025-03-06']
		]);
		const [, first] = (await readStays(db, ada.id, {}, at)).past;
		expect(first).toMatchObject({ points: 0, pending: { points: 1000, on: '2025-03-17' } });
		const stay = await readStay(db, ada.id, first?.id ?? '', at);
		expect(stay.stay.pending).toEqual({ points: 1000, on: '2025-03-17', days: 14 });

		await release(db, '2025-03-20');
		const later = '2025-03-20T12:00:00.000Z';
		expect((await readHome(db, ada.id, true, later)).pending).toBeUndefined();
		expect((await readPoints(db, ada.id, undefined, later)).pending).toEqual([]);
	});

	test('C2: verify finds a pending row that does not fit its entry', async () => {
		const { db, ada } = await house();
		await recordStays(db, [stayOf(ada)], checkedOut);
		await release(db, '2025-03-17');
		await db.updateTable('pending_points').set({ points: 999 }).execute();
		expect((await verifyLedger(db)).problems).toMatchObject([{ invariant: 'pending' }]);
	});

	test('D2: what was paid with points does not earn, and comes back with the stay', async () => {
		const { db, ada } = await house(1, plainVersion);
		const stay = stayOf(ada, { paidWithPointsMinor: 2_500 });
		await recordStays(db, [stay], checkedOut);
		expect(await entriesOf(db)).toMatchObject([{ points: 750 }]);
		const newer = { ...stay, departure: '2025-03-04', updatedAt: '2025-03-05T00:00:00.000Z' };
		await recordStays(db, [newer], '2025-03-05T12:00:00.000Z');
		expect(await balanceOf(db, ada)).toBe(750);
		await clean(db);
	});

	test('G3: stays back to back at one property are one, in whatever order they arrive', async () => {
		const credits = plainVersion.credits.map((rule) =>
			rule.kind === 'stays' ? { ...rule, backToBack: 'one' as const } : rule
		);
		const { db, ada } = await house(1, { ...plainVersion, credits });
		const part = (stayId: string, arrival: string, departure: string) =>
			stayOf(ada, { stayId, arrival, departure });
		const [one, two, three] = [
			part('one', '2025-03-01', '2025-03-02'),
			part('two', '2025-03-02', '2025-03-03'),
			part('three', '2025-03-03', '2025-03-04')
		] as const;
		const stays = async () => {
			const { sum } = await db
				.selectFrom('credit')
				.select(({ fn }) => fn.sum('amount').as('sum'))
				.where('kind', '=', 'stays')
				.executeTakeFirstOrThrow();
			return Number(sum);
		};
		const now = '2025-04-01T00:00:00.000Z';
		await recordStays(db, [three], now);
		await recordStays(db, [one], now);
		expect(await stays()).toBe(2);
		await recordStays(db, [two], now);
		expect(await stays()).toBe(1);
		const gone = { ...two, status: 'cancelled', updatedAt: '2025-03-09T00:00:00.000Z' } as const;
		await recordStays(db, [gone], now);
		expect(await stays()).toBe(2);
		const moved = { ...one, property: 'COAST', updatedAt: '2025-03-09T00:00:00.000Z' };
		const back = { ...two, updatedAt: '2025-03-10T00:00:00.000Z' };
		await recordStays(db, [moved, back], now);
		expect(await stays()).toBe(2);
		await clean(db);
	});
});
