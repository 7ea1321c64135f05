import { expect, test } from 'vitest';
import { runJob } from '#lib/server/jobs/run.ts';
import { readVoucher } from '#lib/server/guests/read-voucher.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { listOpenVouchers } from '#lib/server/rewards/list-open-vouchers.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { takeVoucher } from '#lib/server/rewards/take-voucher.ts';
import { onBothDatabases } from './databases.ts';
import { newId } from './model/house.ts';
import {
	balanceOf,
	codeOf,
	dinner,
	hire,
	now,
	offered,
	openHouse,
	problems,
	propertyId,
	redeeming,
	rowsOf
} from './reward-house.ts';

onBothDatabases((open) => {
	/** A voucher of Ada's, and the desks of both hotels. */
	async function house(changes: Partial<typeof dinner> = {}) {
		const made = await openHouse(await open());
		const { db, ada } = made;
		const city = await propertyId(db, 'CITY');
		const lake = await propertyId(db, 'LAKE');
		const clerk = await hire(db, 'desk', [city]);
		const rewardId = await offered(db, changes);
		const { redemptionId } = await redeemReward(db, redeeming(ada, rewardId), now);
		const code = await codeOf(db, redemptionId);
		const take = { id: newId(), staffId: clerk, code, propertyId: city };
		return { ...made, city, lake, clerk, rewardId, redemptionId, code, take };
	}

	test('K2 E4: the desk takes a voucher, and the guest sees when and where', async () => {
		const { db, ada, clerk, redemptionId, take, code } = await house();
		expect(await listOpenVouchers(db, ada.id, '2025-04-01')).toMatchObject([
			{ id: redemptionId, status: 'issued' }
		]);
		// As a guest reads it out and a clerk types it.
		const typed = code.toLowerCase().replace(/^(.{4})(.{4})/, '$1 $2-');
		expect(await takeVoucher(db, { ...take, code: typed }, now)).toMatchObject({
			redemptionId,
			memberId: ada.id,
			name: dinner.name,
			kind: 'dining-credit',
			amount: dinner.amount,
			takenAt: now,
			takeBackTo: '2025-04-01T09:02:00.000Z'
		});
		expect(await readVoucher(db, ada.id, redemptionId, now)).toMatchObject({
			status: 'used',
			usedAt: now,
			takes: [{ on: '2025-04-01', property: { en: 'CITY' } }],
			qr: undefined,
			cancelTo: undefined
		});
		expect(await listOpenVouchers(db, ada.id, '2025-04-01')).toEqual([]);
		const rows = await rowsOf(db);
		expect(rows.audit.at(-1)).toMatchObject({ act: 'voucher-taken', actor_id: clerk });
		expect(rows.outbox.at(-1)).toMatchObject({ topic: 'voucher-used', to_id: ada.id });
		expect(await problems(db)).toEqual([]);
	});

	test('K2 C4: a second tap is the same take; another id finds the voucher used', async () => {
		const { db, take, lake } = await house();
		const first = await takeVoucher(db, take, now);
		const before = await rowsOf(db);
		const later = '2025-04-09T00:00:00.000Z';
		expect(await takeVoucher(db, take, later)).toEqual(first);
		await expect(takeVoucher(db, { ...take, id: newId() }, later)).rejects.toMatchObject({
			code: 'voucher-used'
		});
		await expect(takeVoucher(db, { ...take, propertyId: lake }, later)).rejects.toMatchObject({
			code: 'same-id-other-body'
		});
		const colleague = await hire(db, 'manager');
		await expect(takeVoucher(db, { ...take, staffId: colleague }, now)).rejects.toMatchObject({
			code: 'not-found'
		});
		expect(await rowsOf(db)).toEqual(before);
	});

	test('K2 E4: of many who take it at once one does', async () => {
		const { db, take } = await house();
		const results = await Promise.allSettled(
			Array.from({ length: 20 }, () => takeVoucher(db, { ...take, id: newId() }, now))
		);
		const refused = results.filter((one) => one.status === 'rejected');
		expect(refused.map(({ reason }: { reason: { code: string } }) => reason.code)).toEqual(
			Array.from({ length: 19 }, () => 'voucher-used')
		);
		expect((await rowsOf(db)).takes).toHaveLength(1);
		expect(await problems(db)).toEqual([]);
	});

	test('E3: of taking and cancelling at once, one happens whole', async () => {
		for (let round = 0; round < 3; round++) {
			const { db, ada, take, redemptionId } = await house();
			const cancel = { source: 'app', id: newId(), memberId: ada.id, redemptionId };
			const [taken, cancelled] = await Promise.allSettled([
				takeVoucher(db, take, now),
				cancelRedemption(db, cancel, now)
			]);
			expect([taken.status, cancelled.status].sort()).toEqual(['fulfilled', 'rejected']);
			expect(await balanceOf(db, ada.id)).toBe(taken.status === 'fulfilled' ? 600 : 1_000);
			expect(await problems(db)).toEqual([]);
		}
	});

	test('K2: a clerk takes vouchers at the own hotel, a manager at every one, nobody who has left', async () => {
		const { db, take, lake, clerk } = await house();
		const before = await rowsOf(db);
		await expect(takeVoucher(db, { ...take, propertyId: lake }, now)).rejects.toMatchObject({
			code: 'not-allowed'
		});
		await db.updateTable('staff').set({ status: 'suspended' }).where('id', '=', clerk).execute();
		await expect(takeVoucher(db, take, now)).rejects.toMatchObject({ code: 'not-allowed' });
		expect(await rowsOf(db)).toEqual(before);
		const staffId = await hire(db, 'manager');
		await takeVoucher(db, { ...take, staffId, propertyId: lake }, now);
		expect((await rowsOf(db)).takes).toHaveLength(1);
	});

	test('E4: a voucher works at its hotels and on its days only', async () => {
		const { db, take } = await house({ properties: ['LAKE'] });
		await expect(takeVoucher(db, take, now)).rejects.toMatchObject({ code: 'voucher-not-here' });

		const blackouts = [{ from: '2025-04-10', to: '2025-04-12' }];
		const closed = await house({ blackouts });
		const cases: [string, string][] = [
			['2025-04-10T12:00:00.000Z', 'voucher-not-today'],
			['2025-05-02T00:00:00.000Z', 'voucher-expired'],
			['2025-03-31T12:00:00.000Z', 'voucher-not-yet']
		];
		for (const [at, code] of cases)
			await expect(takeVoucher(closed.db, closed.take, at)).rejects.toMatchObject({ code });
		for (const code of ['', 'ABCD', 'U'.repeat(16), '0'.repeat(16), `${closed.code}0`])
			await expect(takeVoucher(closed.db, { ...closed.take, code }, now)).rejects.toMatchObject({
				code: 'voucher-unknown'
			});
		await takeVoucher(closed.db, closed.take, '2025-05-01T23:59:59.999Z');
	});

	test('E3: a voucher ends after its last day, its points do not come back, and twice is once', async () => {
		const { db, ada, redemptionId, take } = await house();
		const run = (date: string) => runJob(db, 'vouchers', date, () => `${date}T01:00:00.000Z`);
		expect(await run('2025-05-01')).toEqual({ vouchers: 0 });
		expect(await run('2025-05-02')).toEqual({ vouchers: 1 });
		expect(await run('2025-05-02')).toEqual({ vouchers: 0 });
		const rows = await rowsOf(db);
		expect(rows.redemptions).toMatchObject([{ id: redemptionId, status: 'expired' }]);
		expect(await balanceOf(db, ada.id)).toBe(600);
		await expect(takeVoucher(db, take, '2025-05-02T00:00:00.000Z')).rejects.toMatchObject({
			code: 'voucher-expired'
		});
		expect(await problems(db)).toEqual([]);
	});

	test('E3: many vouchers end in slices, and none that was used', async () => {
		const { db, ada, take } = await house();
		await takeVoucher(db, take, now);
		const [one] = (await rowsOf(db)).redemptions;
		const [entry] = (await rowsOf(db)).entries;
		for (let at = 0; at < 401; at++) {
			const id = newId();
			const entryId = newId();
			// Only the job looks at these.
			await db
				.insertInto('entry')
				.values({ ...entry!, id: entryId, member_id: ada.id, sequence: 1_000 + at })
				.execute();
			await db
				.insertInto('redemption')
				.values({ ...one!, id, status: 'issued', entry_id: entryId })
				.execute();
		}
		const date = '2025-06-01';
		expect(await runJob(db, 'vouchers', date, () => `${date}T01:00:00.000Z`)).toEqual({
			vouchers: 401
		});
		const statuses = Map.groupBy((await rowsOf(db)).redemptions, ({ status }) => status);
		expect(statuses.get('expired')).toHaveLength(401);
		expect(statuses.get('used')).toHaveLength(1);
	});
});
