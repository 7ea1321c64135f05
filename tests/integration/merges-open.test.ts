import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { textVersions } from '#lib/server/consent/purposes.ts';
import { readPreferences } from '#lib/server/guests/read-preferences.ts';
import { readOwnCases } from '#lib/server/cases/read-case.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { mergeMembers } from '#lib/server/merges/merge-members.ts';
import { undoMerge } from '#lib/server/merges/undo-merge.ts';
import { installCatalogue } from '#lib/server/preferences/install-catalogue.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { answerTransfer } from '#lib/server/transfers/answer-transfer.ts';
import { drawFromPool } from '#lib/server/transfers/draw-from-pool.ts';
import {
	askIntoHousehold,
	joinHousehold,
	leaveHousehold
} from '#lib/server/transfers/household.ts';
import { offerTransfer } from '#lib/server/transfers/offer-transfer.ts';
import { saying } from './case-house.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-06-01T12:00:00.000Z';
const at = (day: string) => `${day}T12:00:00.000Z`;
const manager = { kind: 'staff', id: 'm' } as const;
const by = (person: Person) => ({ source: 'app', id: newId(), memberId: person.id });
const generous: Version = {
	...plainVersion,
	transfer: {
		givenMost: 1_500,
		receivedMost: 1_500,
		pointsMin: 100,
		delayDays: 3,
		memberDaysMin: 30
	},
	pooling: { membersMost: 3, takenMost: 1_500, delayDays: 0 }
};

onBothDatabases((open) => {
	async function house(version: Version) {
		const db = await open();
		await publish(db, version);
		await build(db);
		const [ada, bea, zoe] = (await enrol(db, 3)) as [Person, Person, Person];
		return { db, ada, bea, zoe };
	}

	async function merge(db: Db, ada: Person, bea: Person, when = now): Promise<string> {
		const id = newId();
		await mergeMembers(db, { id, intoId: ada.id, fromId: bea.id, why: 'one' }, manager, when);
		return id;
	}
	const part = (db: Db, ada: Person, mergeId: string, when = now) =>
		undoMerge(db, { id: newId(), intoId: ada.id, mergeId, why: 'two' }, manager, when);
	const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);
	const codeOf = (act: Promise<unknown>) =>
		act.then(
			() => 'done',
			(thrown: { code?: string }) => thrown.code
		);
	async function balances(db: Db, people: readonly Person[]) {
		const rows = await db.selectFrom('account').select(['member_id', 'balance']).execute();
		return people.map((one) => rows.find((row) => row.member_id === one.id)?.balance);
	}

	test('J5 E6: transfers of the one who goes end with every point where it was, and both sides are told', async () => {
		const { db, ada, bea, zoe } = await house(generous);
		await recordStays(db, [stayOf(bea), stayOf(zoe)], now);
		const offer = async (from: Person, to: Person, points: number) =>
			(await offerTransfer(db, { ...by(from), number: to.number, points }, now)).transferId;
		const agreed = await offer(bea, zoe, 300);
		await answerTransfer(db, { ...by(zoe), transferId: agreed, isAccepted: true }, now);
		const open = await offer(zoe, bea, 200);
		const between = await offer(bea, ada, 100);
		const other = await offer(zoe, ada, 100);
		await db.deleteFrom('outbox').execute();

		await merge(db, ada, bea);
		const ended = await db
			.selectFrom('transfer')
			.select(['id', 'status', 'ended_on', 'why'])
			.orderBy('id')
			.execute();
		expect(ended).toEqual([
			{ id: agreed, status: 'failed', ended_on: '2025-06-01', why: 'merged' },
			{ id: open, status: 'cancelled', ended_on: '2025-06-01', why: 'merged' },
			{ id: between, status: 'cancelled', ended_on: '2025-06-01', why: 'merged' },
			{ id: other, status: 'offered', ended_on: null, why: null }
		]);
		const told = await db
			.selectFrom('outbox')
			.select(['channel', 'topic', 'to_id'])
			.where('topic', 'like', 'transfer-%')
			.execute();
		const toldOf = (topic: string, channel: string) =>
			told
				.filter((row) => row.topic === topic && row.channel === channel)
				.map((row) => row.to_id)
				.toSorted();
		expect(toldOf('transfer-failed', 'mail')).toEqual([ada.id, zoe.id].toSorted());
		expect(toldOf('transfer-failed', 'event')).toEqual([ada.id, zoe.id].toSorted());
		expect(toldOf('transfer-cancelled', 'event')).toEqual([ada.id, ada.id, zoe.id].toSorted());
		expect(told).toHaveLength(7);

		const answer = { ...by(ada), transferId: between, isAccepted: true };
		expect(await codeOf(answerTransfer(db, answer, now))).not.toBe('done');
		await runJob(db, 'transfers', '2025-06-04', () => at('2025-06-04'));
		expect(await balances(db, [ada, bea, zoe])).toEqual([1_000, 0, 1_000]);
		await clean(db);
	});

	test('J5 E6: the one who goes leaves its household, also one it was only asked into; the other keeps its own', async () => {
		const { db, ada, bea, zoe } = await house(generous);
		await recordStays(db, [stayOf(bea), stayOf(zoe)], now);
		const { householdId } = await askIntoHousehold(db, { ...by(zoe), number: bea.number }, now);
		await joinHousehold(db, { ...by(bea), householdId }, now);
		await merge(db, ada, bea);
		const draw = { ...by(zoe), points: 1_001 };
		expect(await codeOf(drawFromPool(db, draw, now))).not.toBe('done');
		expect(await codeOf(drawFromPool(db, { ...by(ada), points: 100 }, now))).toBe('not-found');
		expect(await balances(db, [ada, bea, zoe])).toEqual([1_000, 0, 1_000]);
		// The card leads to the profile that stays, which may say yes for itself.
		await askIntoHousehold(db, { ...by(zoe), number: bea.number }, now);
		await joinHousehold(db, { ...by(ada), householdId }, now);
		await drawFromPool(db, { ...by(zoe), points: 1_000 }, now);
		expect(await balances(db, [ada, bea, zoe])).toEqual([0, 0, 2_000]);
		await clean(db);
	});

	test('J5 E6: taken apart, what the merge ended goes on as it was, once, and both sides are told', async () => {
		const { db, ada, bea, zoe } = await house(generous);
		await recordStays(db, [stayOf(bea), stayOf(zoe)], now);
		const offer = async (from: Person, to: Person, points: number) =>
			(await offerTransfer(db, { ...by(from), number: to.number, points }, now)).transferId;
		const agreed = await offer(bea, zoe, 300);
		await answerTransfer(db, { ...by(zoe), transferId: agreed, isAccepted: true }, now);
		const between = await offer(bea, ada, 100);
		const { householdId } = await askIntoHousehold(db, { ...by(zoe), number: bea.number }, now);
		await joinHousehold(db, { ...by(bea), householdId }, now);
		const rows = async () => [
			await db.selectFrom('transfer').selectAll().orderBy('id').execute(),
			await db.selectFrom('household_member').selectAll().orderBy('member_id').execute()
		];
		const before = await rows();
		const id = await merge(db, ada, bea);
		await db.deleteFrom('outbox').execute();

		const undo = { id: newId(), intoId: ada.id, mergeId: id, why: 'two' };
		const done = await undoMerge(db, undo, manager, at('2025-06-02'));
		expect(done).toMatchObject({ reopened: 3, stayEnded: 0 });
		expect(await rows()).toEqual(before);
		const told = await db
			.selectFrom('outbox')
			.select(['channel', 'topic', 'to_id'])
			.where(({ or, eb }) =>
				or([eb('topic', 'like', 'transfer-%'), eb('topic', 'like', 'household-%')])
			)
			.execute();
		const toldOf = (topic: string, channel: string) =>
			told
				.filter((row) => row.topic === topic && row.channel === channel)
				.map((row) => row.to_id)
				.toSorted();
		expect(toldOf('transfer-agreed-again', 'mail')).toEqual([bea.id, zoe.id].toSorted());
		expect(toldOf('transfer-agreed-again', 'event')).toEqual([bea.id, zoe.id].toSorted());
		expect(toldOf('transfer-offered-again', 'event')).toEqual([ada.id, bea.id].toSorted());
		expect(toldOf('household-back', 'event')).toEqual([bea.id, zoe.id].toSorted());
		expect(told).toHaveLength(8);

		expect(await undoMerge(db, undo, manager, at('2025-06-03'))).toEqual(done);
		expect(await codeOf(part(db, ada, id))).toBe('not-found');
		await answerTransfer(db, { ...by(ada), transferId: between, isAccepted: false }, now);
		await runJob(db, 'transfers', '2025-06-04', () => at('2025-06-04'));
		expect(await balances(db, [ada, bea, zoe])).toEqual([0, 700, 1_300]);
		await drawFromPool(db, { ...by(zoe), points: 700 }, at('2025-06-04'));
		expect(await balances(db, [ada, bea, zoe])).toEqual([0, 0, 2_000]);
		await clean(db);
	});

	test('J5 E6: taken apart, what would be refused by now stays ended, and the answer says so', async () => {
		const { db, ada, bea, zoe } = await house(generous);
		for (const departure of ['2025-03-03', '2025-04-03'])
			await recordStays(db, [stayOf(bea, { departure }), stayOf(zoe, { departure })], now);
		const offer = async (from: Person, to: Person, points: number, isAccepted: boolean) => {
			const command = { ...by(from), number: to.number, points };
			const { transferId } = await offerTransfer(db, command, now);
			if (isAccepted) await answerTransfer(db, { ...by(to), transferId, isAccepted }, now);
			return transferId;
		};
		const missed = await offer(bea, zoe, 300, true);
		const capped = await offer(zoe, bea, 600, false);
		const { householdId } = await askIntoHousehold(db, { ...by(zoe), number: bea.number }, now);
		await joinHousehold(db, { ...by(bea), householdId }, now);
		const id = await merge(db, ada, bea);

		// Meanwhile zoe gave to somebody else what may be given in a year, and left the household.
		await offer(zoe, ada, 1_000, true);
		await runJob(db, 'transfers', '2025-06-04', () => at('2025-06-04'));
		await leaveHousehold(db, { ...by(zoe), householdId }, at('2025-06-05'));
		const done = await part(db, ada, id, at('2025-06-06'));
		expect(done).toMatchObject({ reopened: 0, stayEnded: 3 });
		const transfers = await db
			.selectFrom('transfer')
			.select(['id', 'status', 'why'])
			.where('id', 'in', [missed, capped])
			.orderBy('id')
			.execute();
		expect(transfers).toEqual([
			{ id: missed, status: 'failed', why: 'merged' },
			{ id: capped, status: 'cancelled', why: 'merged' }
		]);
		const places = await db.selectFrom('household_member').select('left_at').execute();
		expect(places.map((row) => row.left_at)).not.toContain(null);
		await runJob(db, 'transfers', '2025-06-10', () => at('2025-06-10'));
		expect(await balances(db, [ada, bea, zoe])).toEqual([1_000, 2_000, 1_000]);
		await clean(db);
	});

	test('J5 E6: caps of a year count what either profile passed on or drew; apart again, each its own', async () => {
		const { db, ada, bea, zoe } = await house({
			...generous,
			transfer: { ...generous.transfer!, delayDays: 0, receivedMost: 9_000 }
		});
		for (const person of [ada, bea, zoe])
			for (const departure of ['2025-03-03', '2025-04-03'])
				await recordStays(db, [stayOf(person, { departure })], now);
		const give = async (from: Person, to: Person, points: number) => {
			const command = { ...by(from), number: to.number, points };
			const { transferId } = await offerTransfer(db, command, now);
			return answerTransfer(db, { ...by(to), transferId, isAccepted: true }, now);
		};
		await give(bea, zoe, 1_000);
		// What passed between the two was passed on to nobody.
		await give(bea, ada, 400);
		const { householdId } = await askIntoHousehold(db, { ...by(zoe), number: bea.number }, now);
		await joinHousehold(db, { ...by(bea), householdId }, now);
		await drawFromPool(db, { ...by(bea), points: 900 }, now);

		const id = await merge(db, ada, bea);
		expect(await codeOf(give(ada, zoe, 501))).toBe('transfer-most');
		expect(await codeOf(give(ada, zoe, 500))).toBe('done');
		await askIntoHousehold(db, { ...by(zoe), number: ada.number }, now);
		await joinHousehold(db, { ...by(ada), householdId }, now);
		expect(await codeOf(drawFromPool(db, { ...by(ada), points: 601 }, now))).toBe('transfer-most');
		expect(await codeOf(drawFromPool(db, { ...by(ada), points: 600 }, now))).toBe('done');

		await part(db, ada, id);
		expect(await codeOf(give(bea, zoe, 101))).toBe('transfer-most');
		expect(await codeOf(give(bea, zoe, 100))).toBe('done');
		expect(await codeOf(give(ada, zoe, 1_001))).toBe('transfer-most');
		expect(await codeOf(give(ada, zoe, 1_000))).toBe('done');
		await clean(db);
	});

	test('J5 C5: points that wait come along and are posted to the one who stays, or go back', async () => {
		for (const isParted of [false, true]) {
			const { db, ada, bea } = await house({ ...plainVersion, releaseDays: 14 });
			await recordStays(db, [stayOf(bea, { departure: '2025-05-30', arrival: '2025-05-28' })], now);
			const id = await merge(db, ada, bea);
			await clean(db);
			if (isParted) await part(db, ada, id);
			await clean(db);
			await runJob(db, 'release', '2025-06-13', () => at('2025-06-13'));
			expect(await balances(db, [ada, bea])).toEqual(isParted ? [0, 1_000] : [1_000, 0]);
			await clean(db);
		}
	});

	test('J5 H2 H6 G4: answers, cases and wishes come along; parted, each has its own again and keeps what was said since', async () => {
		const { db, ada, bea } = await house(plainVersion);
		await installCatalogue(db, manager, now);
		const [result] = await recordStays(db, [stayOf(bea)], now);
		const stayId = result && 'stayId' in result ? result.stayId : '';
		const survey = await askAbout(db, bea.id, stayId, now);
		const caseId = await saying(db, bea, now);
		const casesOf = async ({ id }: Person) => (await readOwnCases(db, id)).map((one) => one.id);
		const wish = (person: Person, values: Record<string, unknown>) =>
			savePreferences(db, { id: newId(), memberId: person.id, values }, now);
		await wish(ada, { temperature: 19 });
		await wish(bea, { temperature: 22, 'bed-type': 'double', floor: 'high' });
		const wishes = async ({ id }: Person) =>
			Object.fromEntries(
				(
					await db
						.selectFrom('preference')
						.select(['item_id', 'value'])
						.where('member_id', '=', id)
						.execute()
				).map(({ item_id, value }) => [item_id, JSON.parse(value)])
			);
		const beas = await wishes(bea);
		const asked = async () =>
			(
				await db
					.selectFrom('survey_response')
					.select('member_id')
					.where('id', '=', survey.id)
					.executeTakeFirstOrThrow()
			).member_id;

		const id = await merge(db, ada, bea);
		expect(await asked()).toBe(ada.id);
		expect(await casesOf(ada)).toEqual([caseId]);
		const since = await saying(db, ada, at('2025-06-02'));
		expect(await wishes(ada)).toEqual({ ...beas, temperature: 19 });
		await savePreferences(
			db,
			{ id: newId(), memberId: ada.id, values: { floor: 'low' } },
			at('2025-06-02')
		);
		await part(db, ada, id, at('2025-06-03'));
		expect(await asked()).toBe(bea.id);
		expect([await casesOf(ada), await casesOf(bea)]).toEqual([[since], [caseId]]);
		expect(await wishes(ada)).toEqual({ temperature: 19, floor: 'low' });
		expect(await wishes(bea)).toEqual(beas);
	});

	test('J5 F5: what concerns health comes along sealed anew to who agreed to it, and to nobody else; parted, both read their own', async () => {
		for (const agrees of [true, false]) {
			const { db, ada, bea } = await house(plainVersion);
			await installCatalogue(db, manager, now);
			const agreed = { version: textVersions.health, locale: 'en' };
			const say = (person: Person, values: Record<string, unknown>) =>
				savePreferences(db, { id: newId(), memberId: person.id, values, agreed }, now);
			const health = async ({ id }: Person) =>
				(await readPreferences(db, id, undefined, now)).groups
					.flatMap(({ items }) => items)
					.filter((item) => item.health && item.value !== undefined)
					.map(({ id: item, value }) => [item, value]);
			if (agrees) await say(ada, { allergies: ['milk'] });
			await say(bea, { allergies: ['nuts'], 'other-allergies': 'Kiwi' });
			const beas = await health(bea);
			expect(beas).toHaveLength(2);
			const id = await merge(db, ada, bea);
			const adas = agrees
				? [
						['allergies', ['milk']],
						['other-allergies', 'Kiwi']
					]
				: [];
			expect(await health(ada)).toEqual(adas);
			await part(db, ada, id, at('2025-06-03'));
			expect(await health(bea)).toEqual(beas);
			// What was copied of health stays.
			expect(await health(ada)).toEqual(adas);
		}
	});

	test('J5 G1: a stay that came under the old number meanwhile goes to its guest with its next word', async () => {
		const { db, ada, bea } = await house(plainVersion);
		const id = await merge(db, ada, bea);
		const stay = stayOf(bea);
		await recordStays(db, [stay], now);
		await part(db, ada, id);
		expect(await balances(db, [ada, bea])).toEqual([1_000, 0]);
		const later = at('2025-06-02');
		await recordStays(db, [{ ...stay, updatedAt: later }], later);
		expect(await balances(db, [ada, bea])).toEqual([0, 1_000]);
		await clean(db);
	});
});
