import { expect, test } from 'vitest';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readVoucher } from '#lib/server/guests/read-voucher.ts';
import { readVouchers } from '#lib/server/guests/read-vouchers.ts';
import { takeAtDesk } from '#lib/server/desk/take-at-desk.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { takeBack } from '#lib/server/rewards/take-back.ts';
import { listTakes } from '#lib/server/rewards/take-queries.ts';
import { takeVoucher } from '#lib/server/rewards/take-voucher.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { newId } from './model/house.ts';
import {
	balanceOf,
	codeOf,
	hire,
	now,
	offered,
	openHouse,
	problems,
	propertyId,
	redeeming,
	rowsOf
} from './reward-house.ts';

const inTime = '2025-04-01T09:02:00.000Z';
const tooLate = '2025-04-01T09:02:00.001Z';

onBothDatabases((open) => {
	/** A credit of 80 euros of Ada's that is taken in parts, and the desks of both hotels. */
	async function house(changes: Partial<Reward> = { inParts: true }) {
		const made = await openHouse(await open());
		const { db, ada } = made;
		const city = await propertyId(db, 'CITY');
		const lake = await propertyId(db, 'LAKE');
		const clerk = await hire(db, 'desk', [city]);
		const colleague = await hire(db, 'desk', [city, lake]);
		const rewardId = await offered(db, changes);
		const { redemptionId } = await redeemReward(db, redeeming(ada, rewardId), now);
		const desk = { staffId: clerk, code: await codeOf(db, redemptionId), propertyId: city };
		const take = (amountMinor?: number, id = newId(), at = now) =>
			takeVoucher(db, { ...desk, id, amountMinor }, at);
		return { ...made, city, lake, clerk, colleague, redemptionId, desk, take };
	}

	test('K2: a credit is taken in parts until nothing is left, each part once', async () => {
		const { db, clerk, city, redemptionId, desk, take } = await house();
		const id = newId();
		const first = await take(3_000, id);
		expect(first).toMatchObject({
			redemptionId,
			part: { minor: 3_000, currency: 'EUR' },
			left: { minor: 5_000, currency: 'EUR' }
		});
		expect(await take(3_000, id)).toEqual(first);
		await expect(take(2_000, id)).rejects.toMatchObject({ code: 'same-id-other-body' });
		await expect(take(undefined)).rejects.toMatchObject({ code: 'invalid' });
		await expect(take(5_001)).rejects.toMatchObject({
			...{ code: 'above-what-is-left', facts: { leftMinor: 5_000 } }
		});
		expect((await rowsOf(db)).redemptions).toMatchObject([{ status: 'issued' }]);
		expect(await problems(db)).toEqual([]);

		expect(await take(5_000, newId(), inTime)).toMatchObject({ left: { minor: 0 } });
		await expect(take(1)).rejects.toMatchObject({ code: 'voucher-used' });
		const rows = await rowsOf(db);
		expect(rows.redemptions).toMatchObject([{ status: 'used' }]);
		expect(rows.audit.at(-1)).toMatchObject({ act: 'voucher-taken', actor_id: clerk });
		expect(rows.outbox.filter(({ topic }) => topic.startsWith('voucher'))).toMatchObject([
			{ topic: 'voucher-used-in-part' },
			{ topic: 'voucher-used' }
		]);
		expect(await listTakes(db, redemptionId)).toMatchObject([
			{ id, staffId: desk.staffId, propertyId: city, amountMinor: 3_000, takenAt: now },
			{ amountMinor: 5_000, takenAt: inTime }
		]);
		expect(await problems(db)).toEqual([]);
	});

	test('K2: a voucher that is taken whole is not taken in part', async () => {
		const { db, take } = await house({});
		await expect(take(3_000)).rejects.toMatchObject({ code: 'voucher-not-in-parts' });
		expect(await take()).toMatchObject({ part: undefined, left: undefined });
		expect(await problems(db)).toEqual([]);
	});

	test('K2 T4: parts taken by two desks at once are never more than the credit is worth', async () => {
		const { db, city, lake, colleague, desk } = await house();
		const other = await openPlace(placeOf(db));
		const takes = Array.from({ length: 12 }, (_, at) => {
			const where = at % 2 ? { propertyId: lake, staffId: colleague } : { propertyId: city };
			const asked = { ...desk, ...where, id: newId(), amountMinor: 1_500 };
			return takeVoucher(at % 2 ? other : db, asked, now);
		});
		const done = await Promise.allSettled(takes);
		expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
		for (const one of done)
			if (one.status === 'rejected')
				expect(one.reason).toMatchObject({ code: 'above-what-is-left', facts: { leftMinor: 500 } });
		expect((await rowsOf(db)).vouchers).toMatchObject([{ left_minor: 500 }]);
		expect(await problems(db)).toEqual([]);
	});

	test('E3: of a part and cancelling at once one happens; what was begun stays bought', async () => {
		for (let round = 0; round < 2; round++) {
			const { db, ada, redemptionId, take } = await house();
			const ask = () =>
				cancelRedemption(db, { source: 'app', id: newId(), memberId: ada.id, redemptionId }, now);
			const [taken, cancelled] = await Promise.allSettled([take(1_000), ask()]);
			expect([taken.status, cancelled.status].sort()).toEqual(['fulfilled', 'rejected']);
			expect(await balanceOf(db, ada.id)).toBe(taken.status === 'fulfilled' ? 600 : 1_000);
			expect(await problems(db)).toEqual([]);
		}
	});

	test('E4: a wrong take is taken back within two minutes, once, and the voucher works again', async () => {
		const { db, clerk, city, redemptionId, take } = await house({});
		const id = newId();
		await take(undefined, id);
		const back = { takeId: id, staffId: clerk, propertyId: city };
		await expect(takeBack(db, back, tooLate)).rejects.toMatchObject({ code: 'take-back-too-late' });
		const done = await takeBack(db, back, inTime);
		expect(done).toMatchObject({ redemptionId, status: 'issued', left: { minor: 8_000 } });
		const rows = await rowsOf(db);
		expect(rows.takes).toMatchObject([{ undone_at: inTime, undone_by: clerk }]);
		expect(rows.audit.at(-1)).toMatchObject({ act: 'voucher-taken-back', actor_id: clerk });
		expect(rows.outbox.at(-1)).toMatchObject({ topic: 'voucher-taken-back' });
		expect(await problems(db)).toEqual([]);
		// Asked twice, also after the two minutes; and the tap that took it, once more.
		expect(await takeBack(db, back, '2025-04-01T10:00:00.000Z')).toEqual(done);
		expect(await take(undefined, id)).toMatchObject({ undoneAt: inTime });
		expect(await rowsOf(db)).toEqual(rows);
		await take(undefined);
		expect((await rowsOf(db)).redemptions).toMatchObject([{ status: 'used' }]);
		expect(await problems(db)).toEqual([]);
	});

	test('E4: of a credit each part is taken back by itself, the last one too', async () => {
		const { db, clerk, city, take } = await house();
		const [first, last] = [newId(), newId()];
		await take(3_000, first);
		await take(5_000, last);
		const undo = (takeId: string) =>
			takeBack(db, { takeId, staffId: clerk, propertyId: city }, inTime);
		expect(await undo(first)).toMatchObject({ status: 'issued', left: { minor: 3_000 } });
		expect(await problems(db)).toEqual([]);
		expect(await undo(last)).toMatchObject({ status: 'issued', left: { minor: 8_000 } });
		expect((await rowsOf(db)).redemptions).toMatchObject([{ status: 'issued' }]);
		expect(await problems(db)).toEqual([]);
	});

	test('E4: of many who take back at once one does, and whoever takes it meanwhile takes what is there', async () => {
		const { db, clerk, city, desk, take } = await house();
		const id = newId();
		await take(8_000, id);
		const other = await openPlace(placeOf(db));
		const back = { takeId: id, staffId: clerk, propertyId: city };
		const done = await Promise.allSettled([
			...Array.from({ length: 8 }, (_, at) => takeBack(at % 2 ? db : other, back, inTime)),
			takeVoucher(other, { ...desk, id: newId(), amountMinor: 8_000 }, inTime)
		]);
		for (const one of done.slice(0, 8)) expect(one.status).toBe('fulfilled');
		const rows = await rowsOf(db);
		expect(rows.audit.filter(({ act }) => act === 'voucher-taken-back')).toHaveLength(1);
		const again = done.at(-1)?.status === 'fulfilled';
		expect(rows.redemptions).toMatchObject([{ status: again ? 'used' : 'issued' }]);
		expect(rows.vouchers).toMatchObject([{ left_minor: again ? 0 : 8_000 }]);
		expect(await problems(db)).toEqual([]);
	});

	test('T24 E4: nobody takes back a colleague’s take but a manager, nor at another house', async () => {
		const { db, lake, city, clerk, colleague, take } = await house({});
		const id = newId();
		await take(undefined, id);
		const before = await rowsOf(db);
		const undo = (staffId: string, propertyId: string, takeId = id) =>
			takeBack(db, { takeId, staffId, propertyId }, inTime);
		await expect(undo(colleague, city)).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(undo(colleague, lake)).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(undo(clerk, lake)).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(undo(clerk, city, newId())).rejects.toMatchObject({ code: 'not-found' });
		const manager = await hire(db, 'manager');
		await expect(undo(manager, lake)).rejects.toMatchObject({ code: 'not-allowed' });
		expect(await rowsOf(db)).toEqual(before);
		expect(await undo(manager, city)).toMatchObject({ status: 'issued' });
	});

	test('T24 K2: nobody takes a voucher of their own, and the try is kept', async () => {
		const { db, ada, city, clerk, desk, take } = await house({});
		const { email, email_key } = await db
			.selectFrom('member_identity')
			.select(['email', 'email_key'])
			.where('member_id', '=', ada.id)
			.executeTakeFirstOrThrow();
		const own = { email: email ?? '', email_key: email_key ?? '' };
		await db.updateTable('staff').set(own).where('id', '=', clerk).execute();
		await expect(take()).rejects.toMatchObject({ code: 'own-membership' });
		const [property] = (await listProperties(db)).filter(({ id }) => id === city);
		const asked = { id: newId(), staffId: clerk, property: property!, code: desk.code };
		await expect(takeAtDesk(db, asked, now)).rejects.toMatchObject({ code: 'own-membership' });
		const rows = await rowsOf(db);
		expect(rows.takes).toEqual([]);
		expect(rows.audit.at(-1)).toMatchObject({ act: 'voucher-refused', actor_id: clerk });
		expect(JSON.parse(rows.audit.at(-1)!.facts)).toMatchObject({ refused: 'own-membership' });
	});

	test('E4: a take that is taken back after the last day revives nothing', async () => {
		for (const changes of [{}, { inParts: true }]) {
			const { db, clerk, city, take } = await house(changes);
			const id = newId();
			const part = changes.inParts ? 3_000 : undefined;
			await take(part, id, '2025-05-01T23:59:30.000Z');
			const at = '2025-05-02T00:01:00.000Z';
			const run = () => runJob(db, 'vouchers', '2025-05-02', () => at);
			// What was used is not ended by the job; a credit of which something is left is.
			expect(await run()).toEqual({ vouchers: changes.inParts ? 1 : 0 });
			const back = await takeBack(db, { takeId: id, staffId: clerk, propertyId: city }, at);
			expect(back).toMatchObject({ status: 'expired', left: { minor: 8_000 } });
			await expect(take(part, newId(), at)).rejects.toMatchObject({ code: 'voucher-expired' });
			await run();
			expect((await rowsOf(db)).redemptions).toMatchObject([{ status: 'expired' }]);
			expect(await problems(db)).toEqual([]);
		}
	});

	test('E4: a voucher’s days go by the calendar of the house, and it ends when they are over there', async () => {
		const { db, ada, city, lake, colleague, redemptionId, desk, take } = await house();
		await setZone(db, city, 'Pacific/Honolulu');
		await setZone(db, lake, 'Asia/Shanghai');
		const atLake = { ...desk, staffId: colleague, propertyId: lake, amountMinor: 1_000 };
		// 2 May in Shanghai, 1 May in Honolulu, where it was 31 March when it was redeemed.
		const late = '2025-05-01T16:00:00.000Z';
		await expect(takeVoucher(db, { ...atLake, id: newId() }, late)).rejects.toMatchObject({
			code: 'voucher-expired'
		});
		await takeVoucher(db, { ...atLake, id: newId() }, '2025-05-01T15:59:59.999Z');
		await take(1_000, newId(), now);
		const run = (at: string) => runJob(db, 'vouchers', at.slice(0, 13), () => at);
		expect(await run('2025-05-02T09:59:59.999Z')).toEqual({ vouchers: 0 });
		const shown = await readVouchers(db, ada.id, '2025-05-02T09:59:59.999Z');
		expect(shown).toMatchObject({ open: [{ id: redemptionId, status: 'issued' }], past: [] });
		await take(1_000, newId(), '2025-05-02T09:59:59.999Z');
		expect(await run('2025-05-02T10:00:00.000Z')).toEqual({ vouchers: 1 });
		expect(await problems(db)).toEqual([]);
	});

	test('E4: what is booked ends with its day at its house, whatever day it is elsewhere', async () => {
		const { db, ada, city, lake, colleague } = await house();
		await setZone(db, city, 'Pacific/Honolulu');
		await setZone(db, lake, 'Asia/Shanghai');
		const rewardId = await offered(db, { asks: 'date', points: 100 });
		const choice = { property: 'LAKE', useOn: '2025-04-10' };
		const asked = { ...redeeming(ada, rewardId, 100), choice };
		const { redemptionId } = await redeemReward(db, asked, now);
		const desk = { staffId: colleague, code: await codeOf(db, redemptionId) };
		const take = (propertyId: string, at: string) =>
			takeVoucher(db, { ...desk, id: newId(), propertyId }, at);
		const refused = {
			atCity: 'voucher-not-here',
			early: 'voucher-not-yet',
			late: 'voucher-expired'
		};
		const noon = '2025-04-10T12:00:00.000Z';
		await expect(take(city, noon)).rejects.toMatchObject({ code: refused.atCity });
		const before = '2025-04-09T15:59:59.999Z';
		await expect(take(lake, before)).rejects.toMatchObject({ code: refused.early });
		const over = '2025-04-10T16:00:00.000Z';
		await expect(take(lake, over)).rejects.toMatchObject({ code: refused.late });
		expect(await readVoucher(db, ada.id, redemptionId, over)).toMatchObject({ status: 'expired' });
		const run = (at: string) => runJob(db, 'vouchers', at.slice(0, 13), () => at);
		expect(await run('2025-04-10T15:59:59.999Z')).toEqual({ vouchers: 0 });
		expect(await run(over)).toEqual({ vouchers: 1 });
		expect(await problems(db)).toEqual([]);
	});
});

async function setZone(db: Db, id: string, time_zone: string): Promise<void> {
	await db.updateTable('property').set({ time_zone }).where('id', '=', id).execute();
}
