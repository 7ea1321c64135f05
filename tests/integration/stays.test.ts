import { expect, test } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { matchStays } from '#lib/server/members/match-stays.ts';
import { readNoPoints } from '#lib/server/stays/facts.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const now = '2025-04-01T09:00:00.000Z';
const later = '2025-04-02T09:00:00.000Z';

onBothDatabases((open) => {
	async function house(count = 1): Promise<{ db: Db; people: Person[]; ada: Person }> {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		const people = await enrol(db, count);
		return { db, people, ada: people[0]! };
	}

	const balances = async (db: Db) =>
		Object.fromEntries(
			(await db.selectFrom('account').select(['member_id', 'balance']).execute()).map((row) => [
				row.member_id,
				row.balance
			])
		);
	const entriesOf = (db: Db, person: Person) =>
		db
			.selectFrom('entry')
			.select(['kind', 'points', 'sequence', 'stay_revision', 'effective_on'])
			.where('member_id', '=', person.id)
			.orderBy('sequence')
			.execute();
	const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);

	test('C1 G1: a stay that ended gives points, a lot, credits, and a notice', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada, {
			folio: [
				{ class: 'room', amountMinor: 10_050, on: '2025-03-03' },
				{ class: 'food', amountMinor: 1_010, on: '2025-03-02' },
				{ class: 'spa', amountMinor: 5_000, on: '2025-03-02' }
			]
		});
		const results = await recordStays(db, [stay], now);
		expect(results).toMatchObject([{ outcome: 'created', memberId: ada.id, points: 1055 }]);
		expect(await db.selectFrom('entry').selectAll().execute()).toMatchObject([
			{
				member_id: ada.id,
				sequence: 1,
				kind: 'earn',
				points: 1055,
				balance_after: 1055,
				effective_on: '2025-03-03',
				recorded_at: now,
				stay_revision: 1
			}
		]);
		expect(await db.selectFrom('lot').selectAll().execute()).toMatchObject([
			{ granted: 1055, points_left: 1055, earned_on: '2025-03-03', valid_to: '2026-03-31' }
		]);
		const credits = await db.selectFrom('credit').select(['kind', 'amount']).execute();
		expect(credits).toEqual(
			expect.arrayContaining([
				{ kind: 'nights', amount: 2 },
				{ kind: 'stays', amount: 1 }
			])
		);
		expect(await db.selectFrom('folio_line').selectAll().execute()).toHaveLength(3);
		const told = await db.selectFrom('outbox').selectAll().execute();
		expect(told).toMatchObject([{ channel: 'event', topic: 'points-posted', to_id: ada.id }]);
		await clean(db);
	});

	test('M2: quiet imports tell nobody', async () => {
		const { db, ada } = await house();
		await recordStays(db, [stayOf(ada)], now, { quiet: true });
		expect(await db.selectFrom('outbox').selectAll().execute()).toEqual([]);
	});

	test('C4 M2: the same stay again changes nothing, an older word is stale', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada);
		await recordStays(db, [stay], now);
		const before = await db.selectFrom('stay').selectAll().execute();
		expect(await recordStays(db, [stay], later)).toMatchObject([
			{ outcome: 'unchanged', points: 0 }
		]);
		const older = { ...stay, rooms: 2, updatedAt: '2025-03-02T00:00:00.000Z' };
		expect(await recordStays(db, [older], later)).toEqual([{ outcome: 'stale' }]);
		expect(await db.selectFrom('stay').selectAll().execute()).toEqual(before);
		expect(await entriesOf(db, ada)).toHaveLength(1);
		await clean(db);
	});

	test('M2: the same said later posts nothing, and what was said in between is stale', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada);
		await recordStays(db, [stay], now);
		const again = { ...stay, updatedAt: '2025-03-05T00:00:00.000Z' };
		expect(await recordStays(db, [again], later)).toMatchObject([{ outcome: 'unchanged' }]);
		const between = { ...stay, folio: [], updatedAt: '2025-03-04T00:00:00.000Z' };
		expect(await recordStays(db, [between], later)).toEqual([{ outcome: 'stale' }]);
		expect(await entriesOf(db, ada)).toHaveLength(1);
		await clean(db);
	});

	test('C1 M2: a newer word reverses and posts anew', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada);
		await recordStays(db, [stay], now);
		const corrected = {
			...stay,
			departure: '2025-03-04',
			folio: [{ class: 'room', amountMinor: 15_000, on: '2025-03-04' }],
			updatedAt: '2025-03-05T00:00:00.000Z'
		} as const;
		expect(await recordStays(db, [corrected], later)).toMatchObject([
			{ outcome: 'corrected', points: 500 }
		]);
		expect(await entriesOf(db, ada)).toMatchObject([
			{ kind: 'earn', points: 1000, stay_revision: 1 },
			{ kind: 'reversal', points: -1000, effective_on: '2025-04-02' },
			{ kind: 'earn', points: 1500, stay_revision: 2, effective_on: '2025-03-04' }
		]);
		expect(await balances(db)).toEqual({ [ada.id]: 1500 });
		await clean(db);
	});

	test('C6: points spent before a stay is cancelled are owed, and the next stay heals them', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada);
		await recordStays(db, [stay], now);
		const spend = { source: 'app', id: newId(), memberId: ada.id, points: 700, what: 'dinner' };
		await spendPoints(db, spend, now);
		await recordStays(
			db,
			[{ ...stay, status: 'cancelled', updatedAt: '2025-03-09T00:00:00.000Z' }],
			later
		);
		expect(await db.selectFrom('account').select(['balance', 'debt']).execute()).toEqual([
			{ balance: -700, debt: 700 }
		]);
		await expect(
			spendPoints(db, { ...spend, id: newId(), points: 1 }, later)
		).rejects.toMatchObject({
			code: 'points-owed'
		});
		await recordStays(db, [stayOf(ada, { arrival: '2025-03-20', departure: '2025-03-22' })], later);
		expect(await db.selectFrom('account').select(['balance', 'debt']).execute()).toEqual([
			{ balance: 300, debt: 0 }
		]);
		const [row] = await db
			.selectFrom('stay')
			.selectAll()
			.where('status', '=', 'cancelled')
			.execute();
		expect(readNoPoints(row!.no_points_because)).toMatchObject({ code: 'cancelled' });
		await clean(db);
	});

	test("M2: a stay that turns out to be somebody else's moves with its points", async () => {
		const { db, people, ada } = await house(2);
		const bob = people[1]!;
		const stay = stayOf(ada);
		await recordStays(db, [stay], now);
		const moved = { ...stay, memberNumber: bob.number, updatedAt: '2025-03-09T00:00:00.000Z' };
		expect(await recordStays(db, [moved], later)).toMatchObject([
			{ outcome: 'corrected', memberId: bob.id, points: 1000 }
		]);
		expect(await balances(db)).toEqual({ [ada.id]: 0, [bob.id]: 1000 });
		await clean(db);
	});

	test('G3: nights that a taken-back stay covered count for the stay beside it', async () => {
		const { db, ada } = await house();
		const long = stayOf(ada, { arrival: '2025-01-01', departure: '2025-01-09' });
		const inside = stayOf(ada, { arrival: '2025-01-03', departure: '2025-01-06' });
		await recordStays(db, [inside, long], now);
		const nights = async () => {
			const rows = await db
				.selectFrom('credit')
				.select('amount')
				.where('kind', '=', 'nights')
				.execute();
			return rows.reduce((sum, row) => sum + row.amount, 0);
		};
		expect(await nights()).toBe(8);
		await recordStays(db, [{ ...inside, status: 'cancelled', updatedAt: now }], later);
		expect(await nights()).toBe(8);
		await recordStays(db, [{ ...long, status: 'cancelled', updatedAt: now }], later);
		expect(await nights()).toBe(0);
		await clean(db);
	});

	test('M2: a booked stay that ends earns then, without a reversal', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada, { status: 'booked', updatedAt: '2025-02-01T00:00:00.000Z' });
		await recordStays(db, [stay], now);
		const [booked] = await db.selectFrom('stay').selectAll().execute();
		expect(readNoPoints(booked!.no_points_because)).toMatchObject({ code: 'booked' });
		await recordStays(db, [{ ...stay, status: 'checked_out', updatedAt: now }], later);
		expect(await entriesOf(db, ada)).toMatchObject([{ kind: 'earn', stay_revision: 2 }]);
		const [ended] = await db.selectFrom('stay').selectAll().execute();
		expect(ended).toMatchObject({ status: 'checked_out', revision: 2, no_points_because: null });
		await clean(db);
	});

	test('M2: an unknown property is rejected by name, the rest of the batch is posted', async () => {
		const { db, ada } = await house();
		const results = await recordStays(db, [stayOf(ada, { property: 'MOON' }), stayOf(ada)], now);
		expect(results).toMatchObject([
			{ outcome: 'rejected', reason: 'property: MOON is not known' },
			{ outcome: 'created' }
		]);
		expect(await balances(db)).toEqual({ [ada.id]: 1000 });
	});

	test('M2: neither the order of the rows nor how they are cut changes the end', async () => {
		const { db, people } = await house(3);
		const [ada, bob, eve] = people;
		// Five stays each, the third of which makes Silver for the fourth.
		const staysOf = (person: Person, name: string) =>
			[1, 2, 3, 4, 5].map((month) =>
				stayOf(person, {
					stayId: `${name}${month}`,
					arrival: `2024-0${month}-01`,
					departure: `2024-0${month}-06`
				})
			);
		await recordStays(db, staysOf(ada!, 'a'), now);
		await recordStays(db, staysOf(bob!, 'b').reverse(), now);
		for (const stay of staysOf(eve!, 'e')) await recordStays(db, [stay], now);
		const [first, ...others] = await Promise.all(
			[ada!, bob!, eve!].map((person) => entriesOf(db, person))
		);
		expect(first!.map((entry) => entry.points)).toEqual([1000, 1000, 1250, 1250, 1250]);
		for (const other of others) expect(other).toEqual(first);
		await clean(db);
	});

	test('M2: of several words about one stay in one go the newest counts', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada);
		const newer = { ...stay, folio: [], updatedAt: '2025-03-08T00:00:00.000Z' };
		const results = await recordStays(db, [newer, stay, newer], now);
		expect(results.map((result) => result.outcome)).toEqual(['created', 'stale', 'unchanged']);
		expect(await entriesOf(db, ada)).toEqual([]);
		expect(await db.selectFrom('stay_revision').selectAll().execute()).toHaveLength(1);
	});

	test('A4: a stay of nobody is kept, and found when its guest proves the address', async () => {
		const { db, ada } = await house();
		const stay = stayOf(undefined, { email: 'Late@Example.test ', lastName: "O'Neil" });
		expect(await recordStays(db, [stay], now)).toMatchObject([
			{ outcome: 'created', memberId: undefined, points: 0 }
		]);
		const name = { email_key: 'late@example.test', family_name_key: 'oneil' };
		expect(await db.selectFrom('stay_guest').selectAll().execute()).toMatchObject([name]);
		await db
			.updateTable('member_identity')
			.set({ ...name, email_verified_at: null })
			.where('member_id', '=', ada.id)
			.execute();
		expect(await transact(db, (trx) => matchStays(trx, ada.id, later))).toBe(0);
		await db
			.updateTable('member_identity')
			.set({ email_verified_at: later })
			.where('member_id', '=', ada.id)
			.execute();
		expect(await transact(db, (trx) => matchStays(trx, ada.id, later))).toBe(1);
		expect(await transact(db, (trx) => matchStays(trx, ada.id, later))).toBe(0);
		expect(await balances(db)).toEqual({ [ada.id]: 1000 });
		expect(await db.selectFrom('stay_guest').selectAll().execute()).toEqual([]);
		// Sent again it is the same stay of the same member.
		expect(await recordStays(db, [stay], later)).toMatchObject([{ outcome: 'unchanged' }]);
		await clean(db);
	});

	test('A4: an address that is proven but another family name finds nothing', async () => {
		const { db, ada } = await house();
		const [identity] = await db.selectFrom('member_identity').selectAll().execute();
		await recordStays(
			db,
			[stayOf(undefined, { email: identity!.email, lastName: 'Stranger' })],
			now
		);
		expect(await transact(db, (trx) => matchStays(trx, ada.id, later))).toBe(0);
		expect(await balances(db)).toEqual({ [ada.id]: 0 });
	});

	test('M2: stays from before joining show and earn nothing', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada, { arrival: '2023-12-20', departure: '2023-12-22' });
		await recordStays(db, [stay], now);
		const [row] = await db.selectFrom('stay').selectAll().execute();
		expect(row).toMatchObject({ member_id: ada.id });
		expect(readNoPoints(row!.no_points_because)).toMatchObject({ code: 'before-joining' });
		expect(await balances(db)).toEqual({ [ada.id]: 0 });
		await clean(db);
	});

	test('D2: who books for somebody else gets no points', async () => {
		const { db, ada } = await house();
		await recordStays(db, [stayOf(undefined, { bookerNumber: ada.number })], now);
		const [row] = await db.selectFrom('stay').selectAll().execute();
		expect(row).toMatchObject({ member_id: ada.id });
		expect(readNoPoints(row!.no_points_because)).toMatchObject({ code: 'for-other' });
		await clean(db);
	});

	test('C4: the same stay arriving 20 times at once is one stay', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada);
		const unknown = stayOf(undefined, { email: 'x@example.test', lastName: 'X' });
		const results = await Promise.all(
			Array.from({ length: 20 }, () => recordStays(db, [stay, unknown], now))
		);
		const outcomes = results.flat().map((result) => result.outcome);
		expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(2);
		expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(38);
		expect(await balances(db)).toEqual({ [ada.id]: 1000 });
		await clean(db);
	});

	test('M2: refused without a programme, and nothing is left', async () => {
		const db = await open();
		await build(db);
		const [ada] = await enrol(db, 1);
		await expect(recordStays(db, [stayOf(ada)], now)).rejects.toMatchObject({
			code: 'no-programme'
		});
		expect(await db.selectFrom('stay').selectAll().execute()).toEqual([]);
	});
});
