import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { listOpenLots } from '#lib/server/ledger/queries.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { mergeMembers } from '#lib/server/merges/merge-members.ts';
import { undoMerge } from '#lib/server/merges/undo-merge.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';
import { offerRewards } from './model/play.ts';

const now = '2025-06-01T12:00:00.000Z';
const at = (day: string) => `${day}T12:00:00.000Z`;
const manager = { kind: 'staff', id: 'm' } as const;
const by = (person: Person) => ({ source: 'app', id: newId(), memberId: person.id });

onBothDatabases((open) => {
	async function house(version: Version = plainVersion, count = 3) {
		const db = await open();
		await publish(db, version);
		await build(db);
		const [ada, bea, zoe] = (await enrol(db, count)) as [Person, Person, Person];
		return { db, ada, bea, zoe };
	}

	const merge = (db: Db, ada: Person, bea: Person, id = newId(), when = now) =>
		mergeMembers(db, { id, intoId: ada.id, fromId: bea.id, why: 'one guest' }, manager, when);
	const part = (db: Db, ada: Person, mergeId: string, when = now) =>
		undoMerge(db, { id: newId(), intoId: ada.id, mergeId, why: 'two guests' }, manager, when);
	const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);
	const codeOf = (act: Promise<unknown>) =>
		act.then(
			() => 'done',
			(thrown: { code?: string }) => thrown.code
		);

	async function accountOf(db: Db, { id }: Person) {
		const account = await db
			.selectFrom('account')
			.select(['balance', 'debt'])
			.where('member_id', '=', id)
			.executeTakeFirstOrThrow();
		const lots = await listOpenLots(db, id);
		return {
			...account,
			lots: lots.map((lot) => `${lot.left} of ${lot.earnedOn} to ${lot.validTo ?? 'ever'}`)
		};
	}

	async function nightsOf(db: Db, { id }: Person) {
		const rows = await db
			.selectFrom('credit')
			.select('amount')
			.where('member_id', '=', id)
			.where('kind', '=', 'nights')
			.execute();
		return rows.reduce((sum, row) => sum + row.amount, 0);
	}

	const stays = (person: Person, departure: string, nights = 2, more = {}) =>
		stayOf(person, {
			departure,
			arrival: new Date(Date.parse(departure) - nights * 86_400_000).toISOString().slice(0, 10),
			updatedAt: at(departure),
			...more
		});

	test('J5: two profiles become one: sums, lots with their dates, each night once; apart again all is as it was', async () => {
		const { db, ada, bea } = await house();
		await recordStays(db, [stays(ada, '2025-03-03')], now);
		// One night of these two was in both profiles.
		await recordStays(db, [stays(bea, '2025-03-04'), stays(bea, '2025-05-03', 3)], now);
		await spendPoints(db, { ...by(bea), points: 300, what: 'tea' }, now);
		const before = [await accountOf(db, ada), await accountOf(db, bea)];
		expect([await nightsOf(db, ada), await nightsOf(db, bea)]).toEqual([2, 5]);

		const id = newId();
		expect(await merge(db, ada, bea, id)).toEqual({ mergeId: id, points: 1_700, balance: 2_700 });
		expect(await accountOf(db, ada)).toEqual({
			balance: 2_700,
			debt: 0,
			lots: [
				'1000 of 2025-03-03 to 2026-03-31',
				'700 of 2025-03-04 to 2026-03-31',
				'1000 of 2025-05-03 to 2026-05-31'
			]
		});
		expect(await accountOf(db, bea)).toEqual({ balance: 0, debt: 0, lots: [] });
		expect(await nightsOf(db, ada)).toBe(6);
		await clean(db);

		expect(await part(db, ada, id)).toMatchObject({ points: 1_700, balance: 1_700 });
		expect([await accountOf(db, ada), await accountOf(db, bea)]).toEqual(before);
		expect([await nightsOf(db, ada), await nightsOf(db, bea)]).toEqual([2, 5]);
		await clean(db);
		expect(await codeOf(part(db, ada, id))).toBe('not-found');
	});

	test('J5 C4: once each, however often and at once; another body, another member are refused', async () => {
		const { db, ada, bea, zoe } = await house();
		await recordStays(db, [stays(bea, '2025-03-03')], now);
		const id = newId();
		const [one, two] = await Promise.all([merge(db, ada, bea, id), merge(db, ada, bea, id)]);
		expect(two).toEqual(one);
		expect(await codeOf(merge(db, ada, zoe, id))).toBe('same-id-other-body');
		expect(await codeOf(merge(db, zoe, bea, id))).toBe('not-found');
		expect(await codeOf(merge(db, ada, bea))).toBe('already-merged');
		expect(await codeOf(merge(db, bea, zoe))).toBe('already-merged');
		expect(await codeOf(merge(db, zoe, ada))).toBe('merge-has-own');
		expect(await codeOf(merge(db, ada, ada))).toBe('merge-self');
		const rivals = await Promise.all([codeOf(merge(db, ada, zoe)), codeOf(merge(db, ada, zoe))]);
		expect(rivals.sort()).toEqual(['already-merged', 'done']);
		expect(await codeOf(part(db, zoe, id))).toBe('not-found');
		const undone = await Promise.all([codeOf(part(db, ada, id)), codeOf(part(db, ada, id))]);
		expect(undone.sort()).toEqual(['done', 'not-found']);
		expect((await accountOf(db, bea)).balance).toBe(1_000);
		await clean(db);
	});

	test('J5: a suspended profile is neither merged nor merged into, and nothing has happened', async () => {
		const { db, ada, bea } = await house();
		await recordStays(db, [stays(bea, '2025-03-03')], now);
		await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', bea.id).execute();
		expect(await codeOf(merge(db, ada, bea))).toBe('account-suspended');
		expect(await codeOf(merge(db, bea, ada))).toBe('account-suspended');
		expect((await accountOf(db, bea)).balance).toBe(1_000);
		expect(await db.selectFrom('merge').selectAll().execute()).toEqual([]);
		await clean(db);
	});

	async function owing(db: Db, person: Person) {
		const stay = stays(person, '2025-02-03');
		await recordStays(db, [stay], now);
		await spendPoints(db, { ...by(person), points: 600, what: 'tea' }, now);
		const gone = { ...stay, status: 'cancelled' as const, updatedAt: at('2025-02-04') };
		await recordStays(db, [gone], now);
		expect(await accountOf(db, person)).toMatchObject({ balance: -600, debt: 600 });
	}

	test('J5 C2: what one owes is healed by what the other has, and owed again when they part', async () => {
		const { db, ada, bea } = await house();
		await owing(db, ada);
		await recordStays(db, [stays(bea, '2025-03-03')], now);
		const id = newId();
		await merge(db, ada, bea, id);
		expect(await accountOf(db, ada)).toMatchObject({ balance: 400, debt: 0 });
		await clean(db);
		await part(db, ada, id);
		expect(await accountOf(db, ada)).toMatchObject({ balance: -600, debt: 600 });
		expect(await accountOf(db, bea)).toMatchObject({ balance: 1_000, debt: 0 });
		await clean(db);
	});

	test('J5 C2: a debt that comes is paid, or owed where there is nothing; parted, both are as before', async () => {
		for (const cents of [10_000, 3_000]) {
			const { db, ada, bea } = await house();
			await owing(db, bea);
			const folio = [{ class: 'room', amountMinor: cents, on: '2025-03-03' }] as const;
			await recordStays(db, [stays(ada, '2025-03-03', 2, { folio })], now);
			const before = await accountOf(db, ada);
			const id = newId();
			await merge(db, ada, bea, id);
			const balance = cents / 10 - 600;
			expect(await accountOf(db, ada)).toMatchObject({ balance, debt: Math.max(-balance, 0) });
			await clean(db);
			await part(db, ada, id);
			expect((await accountOf(db, ada)).balance).toBe(before.balance);
			expect(await accountOf(db, bea)).toMatchObject({ balance: -600, debt: 600 });
			await clean(db);
		}
	});

	test('J5: spent meanwhile, the other has all back and who stays owes', async () => {
		const { db, ada, bea } = await house();
		await recordStays(db, [stays(ada, '2025-04-03'), stays(bea, '2025-03-03')], now);
		const id = newId();
		await merge(db, ada, bea, id);
		await spendPoints(db, { ...by(ada), points: 1_500, what: 'tea' }, now);
		await clean(db);
		await part(db, ada, id);
		expect(await accountOf(db, ada)).toMatchObject({ balance: -500, debt: 500 });
		expect(await accountOf(db, bea)).toMatchObject({
			balance: 1_000,
			lots: ['1000 of 2025-03-03 to 2026-03-31']
		});
		await clean(db);
	});

	test('J5: what lapsed meanwhile is not taken again, and lapses where it goes back', async () => {
		const { db, ada, bea } = await house();
		await recordStays(db, [stays(ada, '2025-04-03'), stays(bea, '2025-03-03')], now);
		const id = newId();
		await merge(db, ada, bea, id);
		await runJob(db, 'expiry', '2026-04-01', () => at('2026-04-01'));
		await part(db, ada, id, at('2026-04-02'));
		expect(await accountOf(db, ada)).toMatchObject({ balance: 1_000, debt: 0 });
		expect(await accountOf(db, bea)).toMatchObject({ balance: 0, debt: 0 });
		await clean(db);
	});

	test('G1 C6: a stay that moved is corrected out of the lots that came, and goes back as corrected', async () => {
		const { db, ada, bea } = await house();
		const stay = stays(bea, '2025-03-03');
		await recordStays(db, [stays(ada, '2025-04-03'), stay], now);
		await spendPoints(db, { ...by(bea), points: 200, what: 'tea' }, now);
		const id = newId();
		await merge(db, ada, bea, id);
		const folio = [{ class: 'room', amountMinor: 5_000, on: '2025-03-03' }] as const;
		const half = { ...stay, folio, updatedAt: at('2025-05-01') };
		await recordStays(db, [half], now);
		expect(await accountOf(db, ada)).toMatchObject({ balance: 1_300, debt: 0 });
		expect(await nightsOf(db, ada)).toBe(4);
		await clean(db);
		await part(db, ada, id);
		expect(await accountOf(db, ada)).toMatchObject({ balance: 1_000, debt: 0 });
		expect(await accountOf(db, bea)).toMatchObject({ balance: 300, debt: 0 });
		expect([await nightsOf(db, ada), await nightsOf(db, bea)]).toEqual([2, 2]);
		await clean(db);
	});

	test('G1: a stay that was cancelled, or found to be a third one’s, while merged is gone for both', async () => {
		const { db, ada, bea, zoe } = await house();
		const [one, two] = [stays(bea, '2025-03-03'), stays(bea, '2025-04-03')];
		await recordStays(db, [stays(ada, '2025-02-03'), one, two], now);
		const id = newId();
		await merge(db, ada, bea, id);
		const updatedAt = at('2025-05-01');
		await recordStays(db, [{ ...one, status: 'cancelled', updatedAt }], now);
		await recordStays(db, [{ ...two, memberNumber: zoe.number, updatedAt }], now);
		expect((await accountOf(db, ada)).balance).toBe(1_000);
		await clean(db);
		await part(db, ada, id);
		for (const person of [ada, zoe]) expect((await accountOf(db, person)).balance).toBe(1_000);
		expect((await accountOf(db, bea)).balance).toBe(0);
		expect(await nightsOf(db, bea)).toBe(0);
		await clean(db);
	});

	test('M2 K1: card and address of the one who went lead to the one who stays, and back', async () => {
		const { db, ada, bea } = await house();
		const id = newId();
		await merge(db, ada, bea, id);
		const [made] = await recordStays(db, [stays(bea, '2025-05-03')], now);
		expect(made).toMatchObject({ memberId: ada.id, points: 1_000 });
		expect(await codeOf(spendPoints(db, { ...by(bea), points: 1, what: 'tea' }, now))).toBe(
			'not-found'
		);
		await part(db, ada, id);
		const [other] = await recordStays(db, [stays(bea, '2025-05-20')], now);
		expect(other).toMatchObject({ memberId: bea.id });
		// What came in meanwhile stays, until its source says again whose it is.
		expect((await accountOf(db, ada)).balance).toBe(1_000);
		await clean(db);
	});

	test('E3: a redemption that came is taken back into lots with its dates, and goes back as taken back', async () => {
		const { db, ada, bea } = await house();
		const { tea } = await offerRewards(db);
		await recordStays(db, [stays(bea, '2025-05-03')], now);
		const redemptionId = newId();
		await redeemReward(
			db,
			{ source: 'app', id: redemptionId, memberId: bea.id, rewardId: tea, points: 40 },
			now
		);
		const id = newId();
		await merge(db, ada, bea, id);
		await clean(db);
		await cancelRedemption(db, { ...by(ada), redemptionId }, now);
		expect(await accountOf(db, ada)).toMatchObject({
			balance: 1_000,
			lots: ['960 of 2025-05-03 to 2026-05-31', '40 of 2025-05-03 to 2026-05-31']
		});
		await clean(db);
		await part(db, ada, id);
		expect(await accountOf(db, ada)).toMatchObject({ balance: 0, lots: [] });
		expect(await accountOf(db, bea)).toMatchObject({
			balance: 1_000,
			lots: ['1000 of 2025-05-03 to 2026-05-31']
		});
		await clean(db);
	});

	test('D3: nights of both reach a tier together, and it goes when they part', async () => {
		const { db, ada, bea } = await house();
		await recordStays(db, [stays(ada, '2025-03-10', 6), stays(bea, '2025-04-10', 5)], now);
		const tiers = () =>
			db.selectFrom('tier_grant').select(['member_id', 'tier', 'from_on', 'revokes']).execute();
		const id = newId();
		await merge(db, ada, bea, id);
		expect(await tiers()).toEqual([
			{ member_id: ada.id, tier: 'silver', from_on: '2025-04-10', revokes: null }
		]);
		await clean(db);
		await part(db, ada, id);
		expect((await tiers()).filter((grant) => grant.revokes !== null)).toHaveLength(1);
		await clean(db);
	});

	test('J5: merged, parted, merged and parted again with life in between', async () => {
		const { db, ada, bea } = await house();
		const stay = stays(bea, '2025-03-03');
		await recordStays(db, [stays(ada, '2025-02-03'), stay], now);
		for (const [nth, day] of ['2025-06-02', '2025-06-03', '2025-06-04'].entries()) {
			const id = newId();
			await merge(db, ada, bea, id, at(day));
			await spendPoints(db, { ...by(ada), points: 100, what: 'tea' }, at(day));
			const folio = [{ class: 'room', amountMinor: 9_000 - nth, on: '2025-03-03' }] as const;
			await recordStays(db, [{ ...stay, folio, updatedAt: at(day) }], at(day));
			await clean(db);
			await part(db, ada, id, at(day));
			await clean(db);
			await adjustPoints(db, { ...by(bea), points: 50, why: 'x' }, manager, at(day));
		}
		expect((await accountOf(db, ada)).balance).toBe(700);
		expect((await accountOf(db, bea)).balance).toBe(899 + 150);
		await clean(db);
	});
});
