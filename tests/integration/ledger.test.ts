import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { grantAward } from '#lib/server/ledger/grant-award.ts';
import type { Posted } from '#lib/server/ledger/post-once.ts';
import { listLotsToSpend, listOpenLots } from '#lib/server/ledger/queries.ts';
import { returnPoints } from '#lib/server/ledger/return-points.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const now = '2025-04-01T09:00:00.000Z';
const clerk = { kind: 'staff', id: 'clerk' } as const;

onBothDatabases((open, dialect) => {
	/** A house with members who have 1,000 points each: 600 to the end of March, 400 of April 2026. */
	async function house(count = 1): Promise<{ db: Db; people: Person[]; ada: Person }> {
		const db = await open();
		await publish(db, plainVersion);
		await build(db);
		const people = await enrol(db, count);
		const stays = people.flatMap((person) => [
			stayOf(person, { folio: [{ class: 'room', amountMinor: 6_000, on: '2025-03-03' }] }),
			stayOf(person, {
				arrival: '2025-03-30',
				departure: '2025-04-01',
				folio: [{ class: 'room', amountMinor: 4_000, on: '2025-04-01' }]
			})
		]);
		await recordStays(db, stays, now, { quiet: true });
		return { db, people, ada: people[0]! };
	}

	const spending = (person: Person, points: number, id = newId()) => ({
		source: 'app',
		id,
		memberId: person.id,
		points,
		what: 'dinner'
	});
	const rowsOf = async (db: Db) => ({
		account: await db.selectFrom('account').selectAll().orderBy('member_id').execute(),
		entries: await db.selectFrom('entry').selectAll().orderBy('id').execute(),
		lots: await db.selectFrom('lot').selectAll().orderBy('id').execute(),
		moves: await db
			.selectFrom('entry_lot')
			.selectAll()
			.orderBy('entry_id')
			.orderBy('lot_id')
			.execute(),
		commands: await db.selectFrom('command').selectAll().orderBy('id').execute(),
		outbox: await db.selectFrom('outbox').selectAll().orderBy('id').execute(),
		audit: await db.selectFrom('audit').selectAll().orderBy('id').execute()
	});
	const left = async (db: Db, person: Person) =>
		(await listOpenLots(db, person.id)).map((lot) => [lot.validTo, lot.left]);
	const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);

	test('C3: spending takes the lot that expires first, and tells the member', async () => {
		const { db, ada } = await house();
		const posted = await spendPoints(db, spending(ada, 700), now);
		expect(posted).toMatchObject({ points: -700, balance: 300, on: '2025-04-01' });
		expect(await left(db, ada)).toEqual([['2026-04-30', 300]]);
		const entry = await db
			.selectFrom('entry')
			.selectAll()
			.where('id', '=', posted.entryId)
			.execute();
		expect(entry).toMatchObject([
			{ kind: 'redeem', points: -700, balance_after: 300, sequence: 3, recorded_at: now }
		]);
		const told = await db.selectFrom('outbox').selectAll().execute();
		expect(told).toMatchObject([{ channel: 'event', topic: 'points-posted', to_id: ada.id }]);
		await clean(db);
	});

	test('C4: the same id and body is the first answer, in whatever order the body is named', async () => {
		const { db, ada } = await house();
		const command = spending(ada, 100);
		const first = await spendPoints(db, command, now);
		const before = await rowsOf(db);
		const { what, points, ...who } = command;
		expect(await spendPoints(db, { what, ...who, points }, '2025-05-01T00:00:00.000Z')).toEqual(
			first
		);
		expect(await rowsOf(db)).toEqual(before);
	});

	test('C4: the same id with another body is refused, whoever made the id', async () => {
		const { db, ada } = await house();
		const command = spending(ada, 100);
		await spendPoints(db, command, now);
		const before = await rowsOf(db);
		await expect(spendPoints(db, { ...command, points: 101 }, now)).rejects.toMatchObject({
			code: 'same-id-other-body'
		});
		const other = { source: 'app', id: command.id, memberId: ada.id, points: 100, why: 'dinner' };
		await expect(adjustPoints(db, other, clerk, now)).rejects.toMatchObject({
			code: 'same-id-other-body'
		});
		expect(await rowsOf(db)).toEqual(before);
		// Another source's ids are its own.
		await spendPoints(db, { ...command, source: 'kiosk' }, now);
		expect((await rowsOf(db)).commands).toHaveLength(2);
	});

	test("C4: somebody else's id is not found, before and at the same moment", async () => {
		const { db, people, ada } = await house(2);
		const bob = people[1]!;
		const command = spending(ada, 100);
		await spendPoints(db, command, now);
		const before = await rowsOf(db);
		await expect(spendPoints(db, { ...command, memberId: bob.id }, now)).rejects.toMatchObject({
			code: 'not-found'
		});
		expect(await rowsOf(db)).toEqual(before);

		const both = spending(ada, 100);
		const results = await Promise.allSettled([
			spendPoints(db, both, now),
			spendPoints(db, { ...both, memberId: bob.id }, now)
		]);
		expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(results.find((result) => result.status === 'rejected')).toMatchObject({
			reason: { code: 'not-found' }
		});
		await clean(db);
	});

	test('C4: a refusal leaves nothing, and asking again is asking anew', async () => {
		const { db, ada } = await house();
		const before = await rowsOf(db);
		const command = spending(ada, 1_001);
		await expect(spendPoints(db, command, now)).rejects.toMatchObject({
			code: 'not-enough-points',
			facts: { short: 1 }
		});
		expect(await rowsOf(db)).toEqual(before);
		const gift = { source: 'staff', id: newId(), memberId: ada.id, points: 1, why: 'a gift' };
		await adjustPoints(db, gift, clerk, now);
		expect(await spendPoints(db, command, now)).toMatchObject({ balance: 0 });
		await clean(db);
	});

	test('C2: refused are a member nobody knows, a suspended one, and points that are no number', async () => {
		const { db, ada } = await house();
		const nobody = spending({ id: newId(), number: '' }, 1);
		await expect(spendPoints(db, nobody, now)).rejects.toMatchObject({ code: 'not-found' });
		for (const points of [0, -5, 1.5, Number.NaN, Infinity])
			await expect(spendPoints(db, spending(ada, points), now)).rejects.toMatchObject({
				code: 'invalid'
			});
		await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', ada.id).execute();
		await expect(spendPoints(db, spending(ada, 1), now)).rejects.toMatchObject({
			code: 'account-suspended'
		});
		await clean(db);
	});

	test('T5 C2: of 50 clients who spend at once what is enough for one, one wins', async () => {
		const { db, ada } = await house();
		const second = await openPlace(placeOf(db));
		const results = await Promise.allSettled(
			Array.from({ length: 50 }, (_, at) =>
				spendPoints(at % 2 ? db : second, spending(ada, 900), now)
			)
		);
		expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
		const codes = results.flatMap((result) =>
			result.status === 'rejected' ? [(result.reason as { code: string }).code] : []
		);
		expect(new Set(codes)).toEqual(new Set(['not-enough-points']));
		expect(await left(db, ada)).toEqual([['2026-04-30', 100]]);
		expect((await rowsOf(db)).commands).toHaveLength(1);
		await clean(db);
	});

	test('T5 C4: the same id 50 times at once is one effect with equal answers', async () => {
		const { db, ada } = await house();
		const second = await openPlace(placeOf(db));
		const command = spending(ada, 300);
		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, at) => spendPoints(at % 2 ? db : second, command, now))
		);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect((await rowsOf(db)).account).toMatchObject([{ balance: 700, last_sequence: 3 }]);
		await clean(db);
	});

	test('T5 C2: 50 clients who spend small sums at once leave no gap and lose nothing', async () => {
		const { db, ada } = await house();
		await Promise.all(Array.from({ length: 50 }, () => spendPoints(db, spending(ada, 13), now)));
		const { account, entries } = await rowsOf(db);
		expect(account).toMatchObject([{ balance: 350, last_sequence: 52 }]);
		expect(new Set(entries.map((entry) => entry.sequence)).size).toBe(52);
		await clean(db);
	});

	if (dialect === 'postgres')
		test('C4: while the first still runs, its repeat is told so', async () => {
			const { db, ada } = await house();
			const impatient = await openPlace(placeOf(db));
			const command = spending(ada, 1);
			let asked: Promise<Posted> | undefined;
			await transact(db, async (trx) => {
				await sql`update account set balance = balance where member_id = ${ada.id}`.execute(trx);
				asked = transact(impatient, async (other) => {
					await sql`set local lock_timeout = '50ms'`.execute(other);
					await sql`update account set balance = balance where member_id = ${ada.id}`.execute(
						other
					);
					return Promise.reject(new Error('it should wait'));
				});
				await expect(asked).rejects.toMatchObject({ code: 'still-running' });
			});
			expect(await spendPoints(db, command, now)).toMatchObject({ balance: 999 });
		});

	test('C1 J4: an adjustment gives or takes, says why, and is audited', async () => {
		const { db, ada } = await house();
		const command = {
			source: 'staff',
			id: newId(),
			memberId: ada.id,
			points: -600,
			why: 'wrong bill'
		};
		expect(await adjustPoints(db, command, clerk, now)).toMatchObject({ balance: 400 });
		expect(await adjustPoints(db, command, clerk, now)).toMatchObject({ balance: 400 });
		const gift = { ...command, id: newId(), points: 50, why: 'sorry' };
		expect(await adjustPoints(db, gift, clerk, now)).toMatchObject({ balance: 450 });
		expect(await db.selectFrom('audit').selectAll().orderBy('id').execute()).toMatchObject([
			{ act: 'points-adjusted', actor_id: 'clerk', subject_id: ada.id, why: 'wrong bill' },
			{ act: 'points-adjusted', actor_id: 'clerk', subject_id: ada.id, why: 'sorry' }
		]);
		const before = await rowsOf(db);
		const much = { ...command, id: newId(), points: -451 };
		await expect(adjustPoints(db, much, clerk, now)).rejects.toMatchObject({
			code: 'not-enough-points'
		});
		await expect(adjustPoints(db, { ...much, why: ' ' }, clerk, now)).rejects.toMatchObject({
			code: 'invalid'
		});
		expect(await rowsOf(db)).toEqual(before);
		await clean(db);
	});

	test('H7: an award is what the programme gives on the occasion, once for each', async () => {
		const { db, people, ada } = await house(2);
		const command = {
			source: 'survey',
			id: newId(),
			memberId: ada.id,
			occasion: 'survey'
		} as const;
		const answers = await Promise.all([1, 2, 3].map(() => grantAward(db, command, now)));
		expect(answers).toEqual(Array(3).fill(answers[0]));
		expect(answers[0]).toMatchObject({ points: 200, balance: 1200 });
		await expect(
			grantAward(db, { ...command, memberId: people[1]!.id }, now)
		).rejects.toMatchObject({ code: 'not-found' });
		const before = await rowsOf(db);
		await expect(
			grantAward(db, { ...command, id: newId(), occasion: 'birthday' }, now)
		).rejects.toMatchObject({ code: 'not-found' });
		expect(await rowsOf(db)).toEqual(before);
		await clean(db);
	});

	test('C3: a returned redemption goes back into its lots with their dates, once', async () => {
		const { db, people, ada } = await house(2);
		const spent = await spendPoints(db, spending(ada, 700), now);
		const back = {
			source: 'app',
			id: newId(),
			memberId: ada.id,
			entryId: spent.entryId,
			what: 'dinner'
		};
		const results = await Promise.allSettled([
			returnPoints(db, back, now),
			returnPoints(db, back, now),
			returnPoints(db, { ...back, id: newId() }, now)
		]);
		expect(results).toMatchObject([
			{ status: 'fulfilled', value: { points: 700, balance: 1000 } },
			{ status: 'fulfilled', value: { points: 700, balance: 1000 } },
			{ status: 'rejected', reason: { code: 'entry-already-reversed' } }
		]);
		expect(await left(db, ada)).toEqual([
			['2026-03-31', 600],
			['2026-04-30', 400]
		]);
		const stranger = { ...back, id: newId(), memberId: people[1]!.id };
		await expect(returnPoints(db, stranger, now)).rejects.toMatchObject({ code: 'not-found' });
		const [earned] = await db
			.selectFrom('entry')
			.select('id')
			.where('member_id', '=', ada.id)
			.where('kind', '=', 'earn')
			.execute();
		await expect(
			returnPoints(db, { ...back, id: newId(), entryId: earned!.id }, now)
		).rejects.toMatchObject({ code: 'not-found' });
		await clean(db);
	});

	test('C3: what comes back after its lot has lapsed gets the grace of the programme', async () => {
		const { db, ada } = await house();
		const spent = await spendPoints(db, spending(ada, 700), now);
		const back = {
			source: 'app',
			id: newId(),
			memberId: ada.id,
			entryId: spent.entryId,
			what: 'dinner'
		};
		await returnPoints(db, back, '2026-04-10T00:00:00.000Z');
		expect(await left(db, ada)).toEqual([
			['2026-04-30', 400],
			['2026-05-10', 600]
		]);
		await clean(db);
	});

	test('D4 C3: what has lapsed is settled before points are spent', async () => {
		const { db, ada } = await house();
		const late = '2026-04-01T00:00:00.000Z';
		await expect(spendPoints(db, spending(ada, 401), late)).rejects.toMatchObject({
			code: 'not-enough-points'
		});
		await spendPoints(db, spending(ada, 400), late);
		const kinds = await db
			.selectFrom('entry')
			.select(['kind', 'points', 'effective_on'])
			.where('points', '<', 0)
			.orderBy('sequence')
			.execute();
		expect(kinds).toEqual([
			{ kind: 'expire', points: -600, effective_on: '2026-04-01' },
			{ kind: 'redeem', points: -400, effective_on: '2026-04-01' }
		]);
		await clean(db);
	});

	test('Q6 C3: of thousands of lots only those needed are read, in order, with none left out', async () => {
		const { db, ada } = await house();
		const stays = Array.from({ length: 300 }, (_, at) =>
			stayOf(ada, {
				stayId: `s${at}`,
				arrival: '2025-01-01',
				departure: '2025-01-01',
				folio: [{ class: 'room', amountMinor: 100 + at, on: '2025-01-01' }]
			})
		);
		await recordStays(db, stays, now, { quiet: true });
		expect(await listLotsToSpend(db, ada.id, 20, '2025-04-01')).toHaveLength(8);
		const all = await listOpenLots(db, ada.id);
		expect(all).toHaveLength(302);
		expect(new Set(all.map((lot) => lot.id)).size).toBe(302);
		const balance = all.reduce((sum, lot) => sum + lot.left, 0);
		expect(await spendPoints(db, spending(ada, balance), now)).toMatchObject({ balance: 0 });
		expect(await listOpenLots(db, ada.id)).toEqual([]);
		await clean(db);
	});

	test('C1: the balance cannot be written past the entries without being found', async () => {
		const { db } = await house();
		await db.updateTable('account').set({ balance: 5 }).execute();
		expect((await verifyLedger(db)).problems).not.toEqual([]);
	});
});
