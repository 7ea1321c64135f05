import { expect, test } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readVoucher } from '#lib/server/guests/read-voucher.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { listOpenLots } from '#lib/server/ledger/queries.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { confirmRedemption, declineRedemption } from '#lib/server/rewards/confirm-redemption.ts';
import { readBooking, readBookings, readBookingsOf } from '#lib/server/rewards/read-bookings.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { takeVoucher } from '#lib/server/rewards/take-voucher.ts';
import { listWaiting } from '#lib/server/rewards/waiting-queries.ts';
import { withdrawRedemption } from '#lib/server/rewards/withdraw-redemption.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { newId, type Person } from './model/house.ts';
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

const upgrade: Reward = {
	...dinner,
	kind: 'room-upgrade',
	amount: undefined,
	room: { en: 'Suite' },
	asks: 'date',
	confirm: { daysBefore: 1, by: '18:00' },
	cancelWithinDays: 9
};
const useOn = '2025-04-10';
// 18:00 in Madrid on the day before.
const cutOff = '2025-04-09T16:00:00.000Z';

onBothDatabases((open) => {
	async function house() {
		const made = await openHouse(await open(), { count: 4 });
		const { db } = made;
		const city = await propertyId(db, 'CITY');
		const lake = await propertyId(db, 'LAKE');
		await setZone(db, city, 'Europe/Madrid');
		const clerk = await hire(db, 'desk', [city]);
		const rewardId = await offered(db, upgrade, { stock: 4 });
		const book = async (person: Person, on = useOn, at = now, id = rewardId) => {
			const asked = { ...redeeming(person, id), choice: { property: 'CITY', useOn: on } };
			return (await redeemReward(db, asked, at)).redemptionId;
		};
		return { ...made, city, lake, clerk, book };
	}

	/** An upgrade of Ada's that waits, the answer of its house, and the rows and lots before it. */
	async function waiting() {
		const made = await house();
		const lots = await listOpenLots(made.db, made.ada.id);
		const redemptionId = await made.book(made.ada);
		const answer = { redemptionId, staffId: made.clerk, propertyId: made.city };
		return { ...made, lots, redemptionId, answer };
	}

	test('E3: what a house has to confirm cannot be taken before it did, and then on its day', async () => {
		const { db, ada, city, clerk, lake, answer, redemptionId } = await waiting();
		const code = await codeOf(db, redemptionId);
		const take = { id: newId(), staffId: clerk, code, propertyId: city };
		const onDay = `${useOn}T20:00:00.000Z`;
		await expect(takeVoucher(db, take, onDay)).rejects.toMatchObject({
			code: 'voucher-unconfirmed'
		});
		expect(await listWaiting(db, city, now)).toMatchObject([
			{ redemptionId, memberId: ada.id, useOn, confirmTo: cutOff, reward: { kind: 'room-upgrade' } }
		]);
		expect(await listWaiting(db, lake, now)).toEqual([]);

		const yes = { redemptionId, status: 'issued' };
		expect(await confirmRedemption(db, answer, '2025-04-09T15:59:59.999Z')).toEqual(yes);
		const rows = await rowsOf(db);
		expect(rows.audit.at(-1)).toMatchObject({ act: 'redemption-confirmed', actor_id: clerk });
		expect(rows.outbox.slice(-2)).toMatchObject([
			{ channel: 'event', topic: 'redemption-confirmed', to_id: ada.id },
			{ channel: 'mail', topic: 'reward-confirmed', to_id: ada.id }
		]);
		// Asked twice, by a colleague too, and after the cut-off.
		const manager = await hire(db, 'manager');
		for (const staffId of [clerk, manager])
			expect(await confirmRedemption(db, { ...answer, staffId }, onDay)).toEqual(yes);
		await expect(declineRedemption(db, answer, now)).rejects.toMatchObject({ code: 'not-waiting' });
		expect(await runReturns(db, onDay)).toEqual({ returned: 0 });
		expect(await rowsOf(db)).toEqual(rows);
		expect(await listWaiting(db, city, now)).toEqual([]);

		await takeVoucher(db, take, onDay);
		expect(await problems(db)).toEqual([]);
	});

	test('E3 C3: what a house declines comes back into its lots with their dates, once', async () => {
		const { db, ada, clerk, lots, answer, redemptionId } = await waiting();
		const no = { redemptionId, status: 'returned' };
		expect(await declineRedemption(db, { ...answer, why: 'full' }, now)).toEqual(no);
		expect(await readVoucher(db, ada.id, redemptionId, now)).toMatchObject({
			whyReturned: 'declined'
		});
		const rows = await rowsOf(db);
		expect(await listOpenLots(db, ada.id)).toEqual(lots);
		expect(rows.stock).toMatchObject([{ given: 4, items_left: 4 }]);
		expect(rows.audit.at(-1)).toMatchObject({
			...{ act: 'redemption-returned', actor_id: clerk, why: 'full' }
		});
		expect(rows.outbox.at(-1)).toMatchObject({ topic: 'reward-returned', to_id: ada.id });
		expect(await declineRedemption(db, answer, cutOff)).toEqual(no);
		await expect(confirmRedemption(db, answer, now)).rejects.toMatchObject({
			...{ code: 'not-waiting', facts: { status: 'returned' } }
		});
		expect(await runReturns(db, cutOff)).toEqual({ returned: 0 });
		await expect(cancel(db, ada, redemptionId)).rejects.toMatchObject({
			code: 'voucher-cancelled'
		});
		expect(await rowsOf(db)).toEqual(rows);
		expect(await problems(db)).toEqual([]);
	});

	// Time zone, day of use, days before, at; and the moment it is over.
	const cutOffs: readonly [string, string, number, string, string][] = [
		['Europe/Madrid', '2025-03-30', 0, '18:00', '2025-03-30T16:00:00.000Z'],
		['Europe/Madrid', '2025-03-30', 1, '18:00', '2025-03-29T17:00:00.000Z'],
		['Europe/Madrid', '2025-03-30', 0, '02:30', '2025-03-30T01:30:00.000Z'],
		['Europe/Madrid', '2025-10-26', 0, '18:00', '2025-10-26T17:00:00.000Z'],
		['Europe/Madrid', '2025-10-27', 1, '02:30', '2025-10-26T00:30:00.000Z'],
		['America/New_York', '2025-11-02', 1, '23:59', '2025-11-02T03:59:00.000Z'],
		['Asia/Shanghai', '2025-03-30', 0, '00:00', '2025-03-29T16:00:00.000Z']
	];

	test('E3 T7: nobody confirmed: it returns by itself at the time of the house, at both clock changes', async () => {
		const { db, ada, city, book } = await house();
		const staffId = await hire(db, 'manager');
		for (const [zone, on, daysBefore, by, over] of cutOffs) {
			await setZone(db, city, zone);
			const rewardId = await offered(db, { ...upgrade, confirm: { daysBefore, by } });
			const before = new Date(Date.parse(over) - 1).toISOString();
			const redemptionId = await book(ada, on, before, rewardId);
			expect(await runReturns(db, before)).toEqual({ returned: 0 });
			expect(await listWaiting(db, city, before)).toHaveLength(1);
			expect(await listWaiting(db, city, over)).toEqual([]);
			const late = { redemptionId, staffId, propertyId: city };
			await expect(confirmRedemption(db, late, over)).rejects.toMatchObject({
				code: 'not-waiting'
			});
			expect(await runReturns(db, over), `${zone} ${on} ${by}`).toEqual({ returned: 1 });
			expect(await runReturns(db, over)).toEqual({ returned: 0 });
			expect(await balanceOf(db, ada.id)).toBe(1_000);
		}
		const statuses = (await rowsOf(db)).redemptions.map(({ status }) => status);
		expect(statuses).toEqual(cutOffs.map(() => 'returned'));
		expect(await problems(db)).toEqual([]);
	}, 15_000);

	test('E3: one run catches up, for suspended members too, and two at once return each once', async () => {
		const { db, people, book } = await house();
		const [ada, bob, cleo, dan] = people as [Person, Person, Person, Person];
		for (const person of [ada, bob, cleo]) await book(person);
		await book(dan, '2025-04-20');
		await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', bob.id).execute();
		const other = await openPlace(placeOf(db));
		const late = '2025-04-15T12:00:00.000Z';
		// Of two hours, so that no lease keeps them apart.
		const runs = [runReturns(db, late), runReturns(other, '2025-04-15T13:00:00.000Z')];
		const [one, two] = (await Promise.all(runs)).map(({ returned = 0 }) => returned);
		expect(one! + two!).toBe(3);
		for (const { id } of [ada, bob, cleo]) expect(await balanceOf(db, id)).toBe(1_000);
		expect(await balanceOf(db, dan.id)).toBe(600);
		const rows = await rowsOf(db);
		expect(rows.entries.filter(({ kind }) => kind === 'return')).toHaveLength(3);
		expect(rows.stock).toMatchObject([{ given: 4, items_left: 3 }]);
		expect(await problems(db)).toEqual([]);
	});

	test('E3: of confirming, declining, cancelling and the cut-off at once, one wins whole', async () => {
		for (let round = 0; round < 2; round++) {
			const { db, ada, redemptionId, answer } = await waiting();
			const other = await openPlace(placeOf(db));
			const done = await Promise.allSettled([
				confirmRedemption(db, answer, '2025-04-09T15:59:59.999Z'),
				declineRedemption(other, answer, now),
				cancel(db, ada, redemptionId),
				runReturns(other, cutOff)
			]);
			const rows = await rowsOf(db);
			const status = rows.redemptions[0]?.status;
			const returns = rows.entries.filter(({ kind }) => kind === 'return');
			const isBack = status === 'returned' || status === 'cancelled';
			expect(isBack || status === 'issued').toBe(true);
			expect(returns).toHaveLength(isBack ? 1 : 0);
			expect(await balanceOf(db, ada.id)).toBe(isBack ? 1_000 : 600);
			// What lost is refused with a sentence, never an error.
			for (const one of done)
				if (one.status === 'rejected')
					expect((one.reason as { name: string }).name).toBe('Refusal');
			expect(await problems(db)).toEqual([]);
		}
	}, 15_000);

	test('T24 E3: only the house where it is booked answers, and only who works there', async () => {
		const { db, lake, city, answer, redemptionId } = await waiting();
		const stranger = await hire(db, 'desk', [lake]);
		const gone = await hire(db, 'desk', [city]);
		await db.updateTable('staff').set({ status: 'suspended' }).where('id', '=', gone).execute();
		const before = await rowsOf(db);
		for (const say of [confirmRedemption, declineRedemption]) {
			const refused = async (changes: Partial<typeof answer>, code: string) =>
				expect(say(db, { ...answer, ...changes }, now)).rejects.toMatchObject({ code });
			await refused({ staffId: stranger }, 'not-allowed');
			await refused({ staffId: stranger, propertyId: lake }, 'not-found');
			await refused({ staffId: gone }, 'not-allowed');
			await refused({ redemptionId: newId() }, 'not-found');
		}
		const withdraw = withdrawRedemption(
			db,
			{ redemptionId, staffId: stranger, why: 'a favour' },
			now
		);
		await expect(withdraw).rejects.toMatchObject({ code: 'not-allowed' });
		expect(await rowsOf(db)).toEqual(before);
		expect(before.redemptions).toMatchObject([{ id: redemptionId, status: 'reserved' }]);
	});

	test('E3: a manager withdraws a promise that the house cannot keep, with a reason, while nothing was taken', async () => {
		const { db, ada, city, lots, answer, redemptionId } = await waiting();
		const staffId = await hire(db, 'manager');
		const withdraw = () => withdrawRedemption(db, { redemptionId, staffId, why: 'flooded' }, now);
		await expect(withdraw()).rejects.toMatchObject({ code: 'not-waiting' });
		await confirmRedemption(db, answer, now);
		const back = { redemptionId, status: 'returned' };
		expect(await withdraw()).toEqual(back);
		expect(await withdraw()).toEqual(back);
		expect(await listOpenLots(db, ada.id)).toEqual(lots);
		expect((await rowsOf(db)).audit.at(-1)).toMatchObject({ actor_id: staffId, why: 'flooded' });
		const code = await codeOf(db, redemptionId);
		const take = { id: newId(), staffId, code, propertyId: city };
		await expect(takeVoucher(db, take, `${useOn}T12:00:00.000Z`)).rejects.toMatchObject({
			code: 'voucher-cancelled'
		});
		expect(await problems(db)).toEqual([]);
	});

	test('E3 J6: what is booked is listed by house and by guest until it is over, and can be withdrawn once it is promised', async () => {
		const { db, ada, city, answer, redemptionId } = await waiting();
		const list = async (query = '') =>
			(await readBookings(db, new URL(`http://hotel.test/?${query}`), now)).bookings;
		const line = { id: redemptionId, useOn, house: { en: 'CITY' }, guest: { id: ada.id } };
		expect(await list()).toMatchObject([{ ...line, status: 'reserved' }]);
		expect(await list('house=LAKE')).toEqual([]);
		expect(await list('status=issued')).toEqual([]);
		expect(await readBooking(db, redemptionId, now)).toMatchObject({ canWithdraw: false });

		await confirmRedemption(db, answer, now);
		expect(await list('house=CITY&status=issued')).toMatchObject([{ ...line, status: 'issued' }]);
		expect(await readBookingsOf(db, ada.id, useOn)).toMatchObject([line]);
		expect(await readBookingsOf(db, ada.id, addDays(useOn, 1))).toEqual([]);
		expect(await readBooking(db, redemptionId, now)).toMatchObject({ canWithdraw: true });

		const staffId = await hire(db, 'manager', [city]);
		await withdrawRedemption(db, { redemptionId, staffId, why: 'flooded' }, now);
		expect(await list()).toEqual([]);
		expect(await readBooking(db, redemptionId, now)).toMatchObject({
			...line,
			status: 'returned',
			canWithdraw: false
		});
		await expect(readBooking(db, newId(), now)).rejects.toMatchObject({ code: 'not-found' });
	});

	test('E3 C2: the ledger’s check finds a state to which no path leads', async () => {
		const { db, redemptionId, answer, city } = await waiting();
		const found = async (values: object) => {
			await db.updateTable('redemption').set(values).execute();
			return (await problems(db)).map(({ subject, stored }) => [subject, stored]);
		};
		expect(await found({ status: 'expired' })).toEqual([[redemptionId, 'expired']]);
		expect(await found({ status: 'issued' })).toEqual([[redemptionId, 'issued']]);
		expect(await found({ status: 'reserved', confirmed_at: now })).toEqual([
			[redemptionId, 'reserved']
		]);
		expect(await found({ confirmed_at: null })).toEqual([]);
		await declineRedemption(db, answer, now);
		expect(await found({ property_id: null })).toEqual([[redemptionId, 'returned']]);
		expect(await found({ property_id: city })).toEqual([]);
	});
});

function runReturns(db: Db, at: string) {
	return runJob(db, 'returns', at.slice(0, 'YYYY-MM-DDTHH'.length), () => at);
}

function cancel(db: Db, { id: memberId }: Person, redemptionId: string) {
	return cancelRedemption(db, { source: 'app', id: newId(), memberId, redemptionId }, now);
}

async function setZone(db: Db, id: string, time_zone: string): Promise<void> {
	await db.updateTable('property').set({ time_zone }).where('id', '=', id).execute();
}
