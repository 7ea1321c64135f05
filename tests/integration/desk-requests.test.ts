import { expect, test } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { askGuest } from '#lib/server/desk/ask-guest.ts';
import { declineRequest } from '#lib/server/desk/decline-request.ts';
import { readGuestAsked } from '#lib/server/desk/read-request.ts';
import { settleRequest } from '#lib/server/desk/settle-request.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { newId, plainVersion, stayOf, type Person } from './model/house.ts';
import { balanceOf, hire, manager, now, openHouse, problems, rowsOf } from './reward-house.ts';

const today = '2025-04-01';
const soon = '2025-04-01T09:05:00.000Z';
const late = '2025-04-01T09:10:00.001Z';
/** A point is worth two cents. */
const version: Version = { ...plainVersion, moneyOff: { kind: 'any', pointsPerUnit: '50' } };

onBothDatabases((open) => {
	/** Ada is in house at CITY with 1,000 points, which are worth 20 euros. */
	async function house(more: Partial<Version> = {}) {
		const opened = await openHouse(await open(), { version: { ...version, ...more } });
		const [city, lake] = await listProperties(opened.db);
		const atCity = { staffId: await hire(opened.db, 'desk', [city!.id]), property: city! };
		const atLake = { staffId: await hire(opened.db, 'desk', [lake!.id]), property: lake! };
		await staying(opened.db, opened.ada);
		const rewardId = await moneyOff(opened.db);
		const bill = { ...atCity, number: opened.ada.number, rewardId };
		const ask = (billMinor: number, id = newId(), at = now) =>
			askGuest(opened.db, { ...bill, id, billMinor }, at);
		return { ...opened, atCity, atLake, rewardId, bill, ask };
	}

	test('E5 K2: with the guest’s code a bill smaller than the points are worth is paid, once, and used at this house', async () => {
		const { db, ada, atCity, ask } = await house();
		const { id, code, points, amount } = await ask(1_234);
		expect({ points, amount }).toEqual({ points: 617, amount: { minor: 1_234, currency: 'EUR' } });
		expect(code).toMatch(/^\d{6}$/);
		expect(await balanceOf(db, ada.id)).toBe(1_000);

		const settle = { ...atCity, id, code: ` ${code.slice(0, 3)} ${code.slice(3)} ` };
		const paid = await settleRequest(db, settle, soon);
		expect(paid).toMatchObject({
			kind: 'paid',
			paid: { points: 617, amount: { minor: 1_234 }, guest: { name: 'Ada Guest' } }
		});
		const rows = await rowsOf(db);
		expect(await settleRequest(db, settle, soon)).toEqual(paid);
		expect(await rowsOf(db)).toEqual(rows);
		expect(await balanceOf(db, ada.id)).toBe(383);
		expect(rows.redemptions).toMatchObject([
			{ id, status: 'used', points: 617, property_id: atCity.property.id }
		]);
		expect(rows.vouchers).toMatchObject([{ amount_minor: 1_234, currency: 'EUR' }]);
		expect(rows.takes).toMatchObject([
			{ redemption_id: id, staff_id: atCity.staffId, property_id: atCity.property.id }
		]);
		expect(await readGuestAsked(db, ada.id, soon)).toMatchObject({ status: 'done', points: 617 });
		expect(await acts(db)).toEqual(['points-asked', 'points-request-done']);
		expect(await problems(db)).toEqual([]);
	});

	test('E5: the desk learns what is wrong before the guest is asked', async () => {
		const { db, ada, bob, bill, ask, atCity } = await house({
			moneyOff: { kind: 'steps', points: 500, amount: '10' }
		});
		await expect(ask(999)).rejects.toMatchObject({
			code: 'bill-below-one-step',
			facts: { stepMinor: 1_000 }
		});
		expect(await ask(9_999)).toMatchObject({ points: 1_000, amount: { minor: 2_000 } });
		await staying(db, bob);
		await db.updateTable('account').set({ balance: 0 }).where('member_id', '=', bob.id).execute();
		const poor = { ...bill, id: newId(), number: bob.number, billMinor: 2_000 };
		await expect(askGuest(db, poor, now)).rejects.toMatchObject({ code: 'not-enough-points' });
		const lake = await moneyOff(db, { properties: ['LAKE'] });
		const elsewhere = { ...bill, id: newId(), rewardId: lake, billMinor: 2_000 };
		await expect(askGuest(db, elsewhere, now)).rejects.toMatchObject({ code: 'reward-not-here' });
		const other = { ...atCity.property, currency: 'USD' };
		const abroad = { ...bill, id: newId(), property: other, billMinor: 2_000 };
		await expect(askGuest(db, abroad, now)).rejects.toMatchObject({ code: 'unknown-currency' });
		expect(await readGuestAsked(db, ada.id, now)).toMatchObject({ points: 1_000 });
	});

	test('E5: where the programme takes no points for money nothing is asked', async () => {
		const { ask } = await house({ moneyOff: undefined });
		await expect(ask(1_000)).rejects.toMatchObject({ code: 'reward-not-on-offer' });
	});

	test('T24: of a guest whom this desk does not see, nothing is asked', async () => {
		const { db, bob, atLake, bill } = await house();
		const asked = { ...bill, id: newId(), billMinor: 1_000 };
		for (const other of [{ number: bob.number }, { number: '0000000000' }, atLake])
			await expect(askGuest(db, { ...asked, ...other }, now)).rejects.toMatchObject({
				code: 'not-found'
			});
		expect(await acts(db)).toEqual([]);
	});

	test('T24: staff serve no membership of their own, neither asking nor typing the code', async () => {
		const { db, ada, atCity, bill, ask } = await house();
		const { id, code } = await ask(1_000);
		await db
			.updateTable('staff')
			.set({ email: 'ADA@own.example', email_key: 'ada@own.example' })
			.where('id', '=', atCity.staffId)
			.execute();
		await db
			.updateTable('member_identity')
			.set({ email: 'ada@own.example', email_key: 'ada@own.example' })
			.where('member_id', '=', ada.id)
			.execute();
		const own = { code: 'own-membership' };
		const again = { ...bill, id: newId(), billMinor: 1_000 };
		await expect(askGuest(db, again, now)).rejects.toMatchObject(own);
		await expect(settleRequest(db, { ...atCity, id, code }, soon)).rejects.toMatchObject(own);
		expect(await balanceOf(db, ada.id)).toBe(1_000);
	});

	test('T24: after five wrong codes the request is over, for the right code too, and each try is kept', async () => {
		const { db, ada, atCity, ask } = await house();
		const { id, code } = await ask(1_000);
		const wrong = code === '000000' ? '000001' : '000000';
		for (const triesLeft of [4, 3, 2, 1, 0])
			expect(await settleRequest(db, { ...atCity, id, code: wrong }, soon)).toMatchObject({
				kind: 'wrong-word',
				asked: { triesLeft },
				no: { code: 'request-code-wrong' }
			});
		await expect(settleRequest(db, { ...atCity, id, code }, soon)).rejects.toMatchObject({
			code: 'request-over'
		});
		expect(await balanceOf(db, ada.id)).toBe(1_000);
		expect(await acts(db)).toEqual(['points-asked', ...Array<string>(5).fill('points-code-wrong')]);
		expect(await readGuestAsked(db, ada.id, soon)).toMatchObject({
			status: 'over',
			code: undefined
		});
	});

	test('T24: a guest is asked for one thing at a time, so the code of the bill before is nobody’s word for the next', async () => {
		const { db, ada, atCity, ask } = await house();
		const first = await ask(400);
		const second = await ask(600);
		const typed = { ...atCity, code: first.code };
		await expect(settleRequest(db, { ...typed, id: first.id }, soon)).rejects.toMatchObject({
			code: 'request-over'
		});
		if (first.code !== second.code)
			expect(await settleRequest(db, { ...typed, id: second.id }, soon)).toMatchObject({
				kind: 'wrong-word'
			});
		await settleRequest(db, { ...atCity, id: second.id, code: second.code }, soon);
		expect(await balanceOf(db, ada.id)).toBe(700);
		const kept = await acts(db);
		expect(kept.slice(0, 3)).toEqual(['points-asked', 'points-request-ended', 'points-asked']);
	});

	test('T24: two clerks who ask one guest at once leave one request open', async () => {
		const { db, ada, bill } = await house();
		const other = await hire(db, 'desk', [bill.property.id]);
		await Promise.all(
			[bill.staffId, other].map((staffId) =>
				askGuest(db, { ...bill, id: newId(), staffId, billMinor: 1_000 }, now)
			)
		);
		const rows = await db.selectFrom('desk_request').select('status').execute();
		expect(rows.map(({ status }) => status).toSorted()).toEqual(['open', 'over']);
		expect(await readGuestAsked(db, ada.id, now)).toMatchObject({ points: 500 });
	});

	test('T5: two taps with the right code at once take the points once', async () => {
		const { db, ada, atCity, ask } = await house();
		const { id, code } = await ask(1_000);
		const settle = () => settleRequest(db, { ...atCity, id, code }, soon);
		const [one, other] = await Promise.all([settle(), settle()]);
		expect(one).toEqual(other);
		expect(await balanceOf(db, ada.id)).toBe(500);
		expect((await rowsOf(db)).takes).toHaveLength(1);
	});

	test('K2: a request ends after ten minutes, with a no of the guest, and at another house it is not there', async () => {
		const { db, ada, bob, atCity, atLake, ask } = await house();
		const first = await ask(1_000);
		const typed = { id: first.id, code: first.code };
		await expect(settleRequest(db, { ...atLake, ...typed }, soon)).rejects.toMatchObject({
			code: 'not-found'
		});
		await expect(settleRequest(db, { ...atCity, ...typed }, late)).rejects.toMatchObject({
			code: 'request-over'
		});
		expect(await readGuestAsked(db, ada.id, late)).toMatchObject({ status: 'over' });

		const second = await ask(1_000, newId(), late);
		await expect(
			declineRequest(db, { id: second.id, memberId: bob.id }, late)
		).rejects.toMatchObject({ code: 'not-found' });
		for (let tap = 0; tap < 2; tap += 1)
			await declineRequest(db, { id: second.id, memberId: ada.id }, late);
		await expect(
			settleRequest(db, { ...atCity, id: second.id, code: second.code }, late)
		).rejects.toMatchObject({ code: 'request-over' });
		expect(await balanceOf(db, ada.id)).toBe(1_000);
		expect((await acts(db)).filter((act) => act === 'points-request-declined')).toHaveLength(1);
	});

	test('C4: asking twice is one request with one code; a used id is nobody else’s and for nothing else', async () => {
		const { db, bill, ask } = await house();
		const id = newId();
		const first = await ask(1_000, id);
		expect(await ask(1_000, id)).toEqual(first);
		await expect(ask(900, id)).rejects.toMatchObject({ code: 'same-id-other-body' });
		const staffId = await hire(db, 'desk', [bill.property.id]);
		await expect(
			askGuest(db, { ...bill, staffId, id, billMinor: 1_000 }, now)
		).rejects.toMatchObject({ code: 'not-found' });
		expect(await acts(db)).toEqual(['points-asked']);
	});

	test('C3: what was spent meanwhile is not there: nothing is done, and the request stays open', async () => {
		const { db, ada, atCity, ask } = await house();
		const { id, code } = await ask(2_000);
		const lot = db.updateTable('lot').set({ points_left: 10 }).where('member_id', '=', ada.id);
		await lot.execute();
		await db.updateTable('account').set({ balance: 10 }).where('member_id', '=', ada.id).execute();
		await expect(settleRequest(db, { ...atCity, id, code }, soon)).rejects.toMatchObject({
			code: 'not-enough-points'
		});
		expect((await rowsOf(db)).redemptions).toEqual([]);
		expect(await readGuestAsked(db, ada.id, soon)).toMatchObject({ status: 'open', code });
	});
});

async function moneyOff(
	db: Db,
	where: { readonly properties?: readonly string[] } = {}
): Promise<string> {
	const rewardId = newId();
	const reward = {
		kind: 'money-off',
		name: { en: 'Money off your bill' },
		description: { en: 'Pay with points.' },
		points: 1,
		validDays: 1,
		...where
	} as const;
	const made = { rewardId, revision: 0, reward, status: 'offered', stock: null } as const;
	await saveReward(db, made, manager, '2025-01-01T00:00:00.000Z');
	return rewardId;
}

async function staying(db: Db, person: Person): Promise<void> {
	const dates = { arrival: addDays(today, -1), departure: addDays(today, 1) };
	await recordStays(db, [stayOf(person, { status: 'in_house', ...dates, folio: [] })], now);
}

async function acts(db: Db): Promise<string[]> {
	const rows = await db
		.selectFrom('audit')
		.select('act')
		.where('subject_kind', '=', 'desk-request')
		.orderBy('id')
		.execute();
	return rows.map(({ act }) => act);
}
