import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { listOpenLots } from '#lib/server/ledger/queries.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { answerTransfer, cancelTransfer } from '#lib/server/transfers/answer-transfer.ts';
import { drawFromPool } from '#lib/server/transfers/draw-from-pool.ts';
import {
	askIntoHousehold,
	joinHousehold,
	leaveHousehold
} from '#lib/server/transfers/household.ts';
import { offerTransfer } from '#lib/server/transfers/offer-transfer.ts';
import { onBothDatabases } from './databases.ts';
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

const now = '2025-06-01T12:00:00.000Z';
const later = (day: string) => `${day}T12:00:00.000Z`;
const terms = {
	givenMost: 1_500,
	receivedMost: 1_200,
	pointsMin: 100,
	delayDays: 3,
	memberDaysMin: 30
};
const generous: Version = { ...plainVersion, transfer: terms };
const by = (person: Person) => ({ source: 'app', id: newId(), memberId: person.id });

onBothDatabases((open) => {
	async function house(version: Version = generous, people = 2) {
		const db = await open();
		await publish(db, version);
		await build(db);
		return { db, people: await enrol(db, people) };
	}

	/** 1,000 points of a stay that ended on 3 March 2025, valid to the end of March 2026. */
	const earn = (db: Db, person: Person, departure = '2025-03-03') =>
		recordStays(db, [stayOf(person, { departure })], later(departure));

	const balances = async (db: Db, people: readonly Person[]) => {
		const rows = await db.selectFrom('account').selectAll().execute();
		return people.map((one) => rows.find((row) => row.member_id === one.id)?.balance);
	};
	const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);

	async function agreed(db: Db, [from, to]: readonly Person[], points = 400) {
		const offer = await offerTransfer(db, { ...by(from!), number: to!.number, points }, now);
		const { transferId } = offer;
		await answerTransfer(db, { ...by(to!), transferId, isAccepted: true }, now);
		return transferId;
	}

	const codeOf = (act: Promise<unknown>) =>
		act.then(
			() => 'done',
			(thrown: { code?: string }) => thrown.code
		);

	test('E6: points pass with their dates once both agreed and the days have gone by', async () => {
		const { db, people } = await house();
		const [ada, bob] = people as [Person, Person];
		await earn(db, ada, '2025-03-03');
		await earn(db, ada, '2025-04-03');
		const id = await agreed(db, people, 1_100);
		await runJob(db, 'transfers', '2025-06-03', () => later('2025-06-03'));
		expect(await balances(db, people)).toEqual([2_000, 0]);

		expect(await runJob(db, 'transfers', '2025-06-04', () => later('2025-06-04'))).toMatchObject({
			transfers: 1
		});
		expect(await balances(db, people)).toEqual([900, 1_100]);
		expect(await listOpenLots(db, bob.id)).toMatchObject([
			{ left: 1_000, earnedOn: '2025-03-03', validTo: '2026-03-31' },
			{ left: 100, earnedOn: '2025-04-03', validTo: '2026-04-30' }
		]);
		const entries = await db
			.selectFrom('entry')
			.select(['member_id', 'kind', 'points', 'effective_on'])
			.where('kind', 'in', ['transfer-in', 'transfer-out'])
			.orderBy('kind')
			.execute();
		expect(entries).toEqual([
			{ member_id: bob.id, kind: 'transfer-in', points: 1_100, effective_on: '2025-06-04' },
			{ member_id: ada.id, kind: 'transfer-out', points: -1_100, effective_on: '2025-06-04' }
		]);
		const told = await db
			.selectFrom('outbox')
			.select('to_id')
			.where('topic', '=', 'transfer-done')
			.where('channel', '=', 'mail')
			.execute();
		expect(told.map((row) => row.to_id).sort()).toEqual([ada.id, bob.id].sort());
		await runJob(db, 'transfers', '2025-06-05', () => later('2025-06-05'));
		expect(await balances(db, people)).toEqual([900, 1_100]);
		expect(await codeOf(cancelTransfer(db, { ...by(ada), transferId: id }, now))).toBe(
			'transfer-over'
		);
		await clean(db);
	});

	test('E6: a run that comes days late moves the points on their day; two at once move them once', async () => {
		const { db, people } = await house();
		await earn(db, people[0]!);
		await agreed(db, people);
		const run = () => codeOf(runJob(db, 'transfers', '2025-06-20', () => later('2025-06-20')));
		await Promise.all([run(), run()]);
		expect(await balances(db, people)).toEqual([600, 400]);
		const entry = await db
			.selectFrom('entry')
			.select('effective_on')
			.where('kind', '=', 'transfer-in')
			.executeTakeFirstOrThrow();
		expect(entry.effective_on).toBe('2025-06-04');
		await clean(db);
	});

	test('E6 C4: the same offer, the same yes, also at the same moment, are one; another body is refused', async () => {
		const { db, people } = await house({ ...generous, transfer: { ...terms, delayDays: 0 } });
		const [ada, bob] = people as [Person, Person];
		await earn(db, ada);
		const offer = { ...by(ada), number: bob.number, points: 300 };
		const [one, two] = await Promise.all([
			offerTransfer(db, offer, now),
			offerTransfer(db, offer, now)
		]);
		expect(two).toEqual(one);
		expect(await codeOf(offerTransfer(db, { ...offer, points: 301 }, now))).toBe(
			'same-id-other-body'
		);
		const yes = { ...by(bob), transferId: one.transferId, isAccepted: true };
		const answers = await Promise.all([answerTransfer(db, yes, now), answerTransfer(db, yes, now)]);
		expect(answers[0]).toEqual({ transferId: one.transferId, status: 'done', dueOn: '2025-06-01' });
		expect(answers[1]).toEqual(answers[0]);
		expect(await codeOf(answerTransfer(db, { ...yes, id: newId() }, now))).toBe('transfer-over');
		expect(await balances(db, people)).toEqual([700, 300]);
		await clean(db);
	});

	test('E6: nobody else answers or cancels; the asker cannot say yes; a no ends it', async () => {
		const { db, people } = await house(generous, 3);
		const [ada, bob, eve] = people as [Person, Person, Person];
		await earn(db, ada);
		const offer = { ...by(ada), number: bob.number, points: 300 };
		const { transferId } = await offerTransfer(db, offer, now);
		const answer = (who: Person, isAccepted: boolean) =>
			codeOf(answerTransfer(db, { ...by(who), transferId, isAccepted }, now));
		expect(await answer(eve, true)).toBe('not-found');
		expect(await answer(ada, true)).toBe('not-found');
		expect(await codeOf(cancelTransfer(db, { ...by(eve), transferId }, now))).toBe('not-found');
		expect(await codeOf(offerTransfer(db, { ...offer, memberId: eve.id }, now))).toBe('not-found');
		expect(await answer(bob, false)).toBe('done');
		expect(await answer(bob, true)).toBe('transfer-over');
		expect(await balances(db, people)).toEqual([1_000, 0, 0]);
		await clean(db);
	});

	test('E6: either side takes it back until the day', async () => {
		const { db, people } = await house();
		await earn(db, people[0]!);
		for (const who of people) {
			const transferId = await agreed(db, people, 200);
			await cancelTransfer(db, { ...by(who), transferId }, later('2025-06-03'));
		}
		await runJob(db, 'transfers', '2025-06-10', () => later('2025-06-10'));
		expect(await balances(db, people)).toEqual([1_000, 0]);
	});

	test('E6: offered points are not kept back; on the day too few are there, it fails and both are told', async () => {
		const { db, people } = await house();
		const [ada, bob] = people as [Person, Person];
		await earn(db, ada);
		await agreed(db, people, 800);
		await spendPoints(db, { ...by(ada), points: 500, what: 'tea' }, now);
		await runJob(db, 'transfers', '2025-06-04', () => later('2025-06-04'));
		expect(await balances(db, people)).toEqual([500, 0]);
		const transfer = await db.selectFrom('transfer').selectAll().executeTakeFirstOrThrow();
		expect(transfer).toMatchObject({ status: 'failed', why: 'not-enough-points' });
		const told = await db
			.selectFrom('outbox')
			.select('to_id')
			.where('topic', '=', 'transfer-failed')
			.where('channel', '=', 'mail')
			.execute();
		expect(told.map((row) => row.to_id).sort()).toEqual([ada.id, bob.id].sort());
		await clean(db);
	});

	test('E6: who came to owe points between offer and yes gets none', async () => {
		const { db, people } = await house({ ...generous, transfer: { ...terms, delayDays: 0 } });
		const [ada, bob] = people as [Person, Person];
		await earn(db, ada);
		const stay = stayOf(bob);
		await recordStays(db, [stay], now);
		await spendPoints(db, { ...by(bob), points: 900, what: 'tea' }, now);
		const offer = { ...by(ada), number: bob.number, points: 300 };
		const { transferId } = await offerTransfer(db, offer, now);
		const gone = { ...stay, status: 'cancelled' as const, updatedAt: '2025-06-01T00:00:00.000Z' };
		await recordStays(db, [gone], now);
		expect(await balances(db, people)).toEqual([1_000, -900]);
		// Who owes points says no by that: the rule asks both sides.
		const yes = { ...by(bob), transferId, isAccepted: true };
		expect(await codeOf(answerTransfer(db, yes, now))).toBe('points-owed');
		await clean(db);
	});

	test('E6: off by default, and every limit says no and changes nothing', async () => {
		const off = await house(plainVersion);
		await earn(off.db, off.people[0]!);
		const first = { number: off.people[1]!.number, points: 300 };
		expect(await codeOf(offerTransfer(off.db, { ...by(off.people[0]!), ...first }, now))).toBe(
			'transfers-off'
		);

		const { db, people } = await house({ ...generous, transfer: { ...terms, delayDays: 0 } }, 3);
		const [ada, bob, eve] = people as [Person, Person, Person];
		for (const departure of ['2025-03-03', '2025-04-03', '2025-05-03'])
			await earn(db, ada, departure);
		const offer = (from: Person, to: Person, points: number, at = now) =>
			codeOf(offerTransfer(db, { ...by(from), number: to.number, points }, at));
		expect(await offer(ada, ada, 300)).toBe('transfer-self');
		expect(await offer(ada, bob, 99)).toBe('transfer-too-few');
		expect(await offer(ada, bob, 1_201)).toBe('transfer-most');
		expect(await offer(bob, ada, 300)).toBe('not-enough-points');
		expect(await codeOf(offerTransfer(db, { ...by(ada), number: '0', points: 300 }, now))).toBe(
			'not-found'
		);
		expect(await offer(ada, bob, 300, '2024-01-15T12:00:00.000Z')).toBe('transfer-too-new');

		const first_ = await offerTransfer(db, { ...by(ada), number: bob.number, points: 1_200 }, now);
		await answerTransfer(db, { ...by(bob), transferId: first_.transferId, isAccepted: true }, now);
		// 1,500 may be given in a year and 1,200 received.
		expect(await offer(ada, eve, 301)).toBe('transfer-most');
		expect(await offer(ada, bob, 100)).toBe('transfer-most');
		expect(await offer(ada, eve, 300)).toBe('done');
		expect(await offer(ada, bob, 100, '2026-01-01T12:00:00.000Z')).toBe('done');

		await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', eve.id).execute();
		expect(await offer(ada, eve, 100)).toBe('account-suspended');
		await db
			.updateTable('member_identity')
			.set({ email_verified_at: null })
			.where('member_id', '=', bob.id)
			.execute();
		expect(await offer(ada, bob, 100, '2026-01-01T12:00:00.000Z')).toBe('address-unverified');
		await clean(db);
	});

	test('E6: where silence ends points, a transfer is no activity and comes as new as any gift', async () => {
		const { db, people } = await house({
			...silentVersion,
			transfer: { ...terms, delayDays: 0, receivedMost: 5_000 }
		});
		const [ada, bob] = people as [Person, Person];
		await earn(db, ada, '2024-07-01');
		const offer = await offerTransfer(db, { ...by(ada), number: bob.number, points: 400 }, now);
		await answerTransfer(db, { ...by(bob), transferId: offer.transferId, isAccepted: true }, now);
		const rows = await db.selectFrom('account').select(['member_id', 'active_on']).execute();
		expect(Object.fromEntries(rows.map((row) => [row.member_id, row.active_on]))).toEqual({
			[ada.id]: '2024-07-01',
			[bob.id]: null
		});
		await runJob(db, 'expiry', '2025-07-02', () => later('2025-07-02'));
		expect(await balances(db, people)).toEqual([0, 400]);
		await runJob(db, 'expiry', '2026-06-02', () => later('2026-06-02'));
		expect(await balances(db, people)).toEqual([0, 0]);
		await clean(db);
	});

	const shared: Version = {
		...plainVersion,
		pooling: { membersMost: 3, takenMost: 2_500, delayDays: 2 }
	};

	async function household(db: Db, people: readonly Person[]) {
		const [first, ...others] = people as [Person, ...Person[]];
		let householdId = '';
		for (const other of others) {
			({ householdId } = await askIntoHousehold(db, { ...by(first), number: other.number }, now));
			await joinHousehold(db, { ...by(other), householdId }, now);
		}
		return householdId;
	}

	test('E6: a household spends what expires first, whoever’s it is, with its dates', async () => {
		const { db, people } = await house(shared, 3);
		const [ada, bob, eve] = people as [Person, Person, Person];
		await earn(db, bob, '2025-03-03');
		await earn(db, eve, '2025-02-03');
		await earn(db, bob, '2025-04-03');
		await household(db, people);
		const draw = { ...by(ada), points: 2_200 };
		expect(await codeOf(drawFromPool(db, draw, now))).toBe('household-not-yet');
		const day = later('2025-06-03');
		const [one, two] = await Promise.all([
			drawFromPool(db, draw, day),
			drawFromPool(db, draw, day)
		]);
		expect(one).toEqual({ drawId: draw.id, points: 2_200, balance: 2_200 });
		expect(two).toEqual(one);
		expect(await balances(db, people)).toEqual([2_200, 800, 0]);
		expect(await listOpenLots(db, ada.id)).toMatchObject([
			{ left: 1_000, validTo: '2026-02-28' },
			{ left: 1_000, validTo: '2026-03-31' },
			{ left: 200, validTo: '2026-04-30' }
		]);
		expect(await codeOf(drawFromPool(db, { ...draw, points: 1 }, day))).toBe('same-id-other-body');
		expect(await codeOf(drawFromPool(db, { ...by(ada), points: 301 }, day))).toBe('transfer-most');
		expect(await codeOf(drawFromPool(db, { ...by(bob), points: 2_201 }, day))).toBe(
			'not-enough-points'
		);
		await clean(db);
	});

	test('E6: parallel draws never take a point twice', async () => {
		const { db, people } = await house(shared, 3);
		const [ada, bob, eve] = people as [Person, Person, Person];
		await earn(db, eve);
		await household(db, people);
		const day = later('2025-06-03');
		const draws = await Promise.all(
			[ada, bob, ada, bob].map((who) => codeOf(drawFromPool(db, { ...by(who), points: 600 }, day)))
		);
		expect(draws).toContain('done');
		const sum = (await balances(db, people)).reduce((all = 0, one = 0) => all + one, 0);
		expect(sum).toBe(1_000);
		await clean(db);
	});

	test('E6: pooling is off by default; one household each, no more members than it has; leaving ends it at once', async () => {
		const off = await house(plainVersion);
		const number = off.people[1]!.number;
		expect(await codeOf(askIntoHousehold(off.db, { ...by(off.people[0]!), number }, now))).toBe(
			'pooling-off'
		);

		const { db, people } = await house(shared, 5);
		const [ada, bob, eve, kim, lea] = people as [Person, Person, Person, Person, Person];
		await earn(db, bob);
		const householdId = await household(db, [ada, bob, eve]);
		const ask = (who: Person, whom: Person) =>
			codeOf(askIntoHousehold(db, { ...by(who), number: whom.number }, now));
		expect(await ask(ada, kim)).toBe('household-full');
		expect(await ask(kim, bob)).toBe('household-taken');
		expect(await codeOf(joinHousehold(db, { ...by(lea), householdId }, now))).toBe('not-found');
		const day = later('2025-06-03');
		expect(await codeOf(drawFromPool(db, { ...by(kim), points: 10 }, day))).toBe('not-found');

		await leaveHousehold(db, { ...by(bob), householdId }, day);
		expect(await codeOf(drawFromPool(db, { ...by(ada), points: 10 }, day))).toBe(
			'not-enough-points'
		);
		expect(await codeOf(drawFromPool(db, { ...by(bob), points: 10 }, day))).toBe('not-found');
		expect(await ask(ada, kim)).toBe('done');
		await clean(db);
	});

	test('E6: the points of who owes some are not the household’s', async () => {
		const { db, people } = await house(shared, 3);
		const [ada, bob] = people as [Person, Person];
		await adjustPoints(
			db,
			{ ...by(bob), points: 100, why: 'x' },
			{ kind: 'system', id: 'test' },
			now
		);
		await household(db, people);
		const day = later('2025-06-03');
		expect(await codeOf(drawFromPool(db, { ...by(ada), points: 101 }, day))).toBe(
			'not-enough-points'
		);
		expect(await codeOf(drawFromPool(db, { ...by(ada), points: 100 }, day))).toBe('done');
		await clean(db);
	});
});
