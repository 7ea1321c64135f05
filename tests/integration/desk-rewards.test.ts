import { expect, test } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Choice, Reward } from '#lib/domain/rewards/reward.ts';
import { askGuest } from '#lib/server/desk/ask-guest.ts';
import { readGuestAsked } from '#lib/server/desk/read-request.ts';
import { listRewardsHere } from '#lib/server/desk/rewards-here.ts';
import { settleRequest } from '#lib/server/desk/settle-request.ts';
import { listOpenLots } from '#lib/server/ledger/queries.ts';
import { takeBack } from '#lib/server/rewards/take-back.ts';
import { takeVoucher } from '#lib/server/rewards/take-voucher.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { newId, plainVersion, stayOf } from './model/house.ts';
import {
	balanceOf,
	dinner,
	hire,
	now,
	offered,
	openHouse,
	problems,
	rowsOf
} from './reward-house.ts';

const today = '2025-04-01';
const version: Version = { ...plainVersion, moneyOff: { kind: 'any', pointsPerUnit: '50' } };
const after = (seconds: number) => new Date(Date.parse(now) + seconds * 1_000).toISOString();

onBothDatabases((open) => {
	/** Ada is in house at CITY with 1,000 points. */
	async function house() {
		const opened = await openHouse(await open(), { version });
		const { db, ada } = opened;
		const [city, lake] = await listProperties(db);
		const dates = { arrival: addDays(today, -1), departure: addDays(today, 1) };
		await recordStays(db, [stayOf(ada, { status: 'in_house', ...dates, folio: [] })], now);
		const desk = { staffId: await hire(db, 'desk', [city!.id]), property: city! };
		const ask = (rewardId: string, points = 400, choice: Choice = {}, id = newId()) =>
			askGuest(db, { ...desk, id, number: ada.number, rewardId, points, choice }, now);
		const settle = ({ id, code }: { id: string; code: string }) =>
			settleRequest(db, { ...desk, id, code }, now);
		const bill = async (billMinor: number) => {
			const rewardId = await offered(db, { kind: 'money-off', points: 1, amount: undefined });
			const asked = { ...desk, id: newId(), number: ada.number, rewardId, billMinor };
			return askGuest(db, asked, now);
		};
		return { ...opened, city: city!, lake: lake!, desk, ask, settle, bill };
	}

	test('E5 K2: with the guest’s code a reward is theirs, once, and the desk takes its voucher at once', async () => {
		const { db, ada, desk, ask, settle } = await house();
		const rewardId = await offered(db, {
			asks: 'property',
			withCash: [{ points: 100, cash: { minor: 2_000, currency: 'EUR' } }]
		});
		const request = await ask(rewardId, 100, { cashMinor: 2_000 });
		expect(request).toMatchObject({ choice: { property: 'CITY' }, cash: { minor: 2_000 } });
		expect(await balanceOf(db, ada.id)).toBe(1_000);
		expect(await readGuestAsked(db, ada.id, now)).toMatchObject({
			...{ status: 'open', points: 100, name: dinner.name, cash: { minor: 2_000 } }
		});

		const done = await settle(request);
		expect(done).toMatchObject({
			paid: { became: { kind: 'voucher', voucher: { cash: { minor: 2_000 } } } }
		});
		const rows = await rowsOf(db);
		expect(await settle(request)).toMatchObject({ paid: { became: { kind: 'voucher' } } });
		expect(await rowsOf(db)).toEqual(rows);
		expect(await balanceOf(db, ada.id)).toBe(900);
		expect(rows.redemptions).toMatchObject([
			{ id: request.id, status: 'issued', property_id: desk.property.id, cash_minor: 2_000 }
		]);
		expect(rows.audit.find(({ act }) => act === 'reward-redeemed')).toMatchObject({
			actor_id: desk.staffId
		});
		const code = rows.vouchers[0]!.code;
		await takeVoucher(
			db,
			{ id: newId(), code, staffId: desk.staffId, propertyId: desk.property.id },
			now
		);
		expect(await problems(db)).toEqual([]);
	});

	test('E1 K2: what is given at once is given, what the house must confirm waits, what is for later is later', async () => {
		const { db, ada, ask, settle } = await house();
		const plain = { amount: undefined, points: 100 } as const;
		const kinds: [Partial<Reward>, Choice, string, string][] = [
			[{ kind: 'donation', partner: { en: 'Trees' } }, {}, 'given', 'used'],
			[
				{
					kind: 'room-upgrade',
					room: { en: 'Suite' },
					asks: 'date',
					confirm: { daysBefore: 1, by: '18:00' }
				},
				{ useOn: addDays(today, 5) },
				'waiting',
				'reserved'
			],
			[
				{ kind: 'breakfast', persons: 2, mornings: 1, asks: 'date' },
				{ useOn: addDays(today, 3) },
				'voucher',
				'issued'
			],
			[{ kind: 'late-check-out', until: '16:00' }, {}, 'voucher', 'issued']
		];
		for (const [reward, choice, kind, status] of kinds) {
			const rewardId = await offered(db, { ...plain, ...reward });
			const request = await ask(rewardId, 100, choice);
			expect(await settle(request)).toMatchObject({ paid: { became: { kind } } });
			const made = (await rowsOf(db)).redemptions.find(({ id }) => id === request.id);
			expect(made).toMatchObject({ status });
		}
		expect(await balanceOf(db, ada.id)).toBe(600);
		expect(await problems(db)).toEqual([]);
	});

	test('E5: the desk learns what is wrong before the guest is asked, and nobody is asked for what a bill needs', async () => {
		const { db, bob, ask, desk } = await house();
		const refused = async (
			reward: Partial<Reward>,
			code: string,
			points = 400,
			choice: Choice = {}
		) => expect(ask(await offered(db, reward), points, choice)).rejects.toMatchObject({ code });
		await refused({}, 'price-changed', 399);
		await refused({ points: 4_000 }, 'not-enough-points', 4_000);
		await refused({ properties: ['LAKE'] }, 'reward-not-here');
		await refused({ kind: 'money-off', amount: undefined }, 'invalid');
		const blackouts = [{ from: today, to: addDays(today, 9) }];
		await refused({ asks: 'date', blackouts }, 'reward-not-that-day', 400, { useOn: today });
		const other = { ...desk, id: newId(), number: bob.number, points: 400, choice: {} };
		const stranger = askGuest(db, { ...other, rewardId: await offered(db) }, now);
		await expect(stranger).rejects.toMatchObject({ code: 'not-found' });
		expect(await db.selectFrom('desk_request').select('id').execute()).toEqual([]);
	});

	test('C4: a used id is nothing else’s; what was sold out meanwhile moves nothing', async () => {
		const { db, ada, ask, settle } = await house();
		const rewardId = await offered(db, {}, { stock: 1 });
		const id = newId();
		const first = await ask(rewardId, 400, {}, id);
		expect(await ask(rewardId, 400, {}, id)).toEqual(first);
		await expect(ask(rewardId, 300, {}, id)).rejects.toMatchObject({ code: 'same-id-other-body' });
		await db.updateTable('reward_stock').set({ items_left: 0, given: 0 }).execute();
		await expect(settle(first)).rejects.toMatchObject({ code: 'out-of-stock' });
		expect(await balanceOf(db, ada.id)).toBe(1_000);
		expect(await readGuestAsked(db, ada.id, now)).toMatchObject({ status: 'open' });
	});

	test('K2: a bill paid by mistake is undone within two minutes, once: the points are back with their dates', async () => {
		const { db, ada, desk, lake, bill, settle } = await house();
		const lots = await listOpenLots(db, ada.id);
		const request = await bill(1_000);
		await settle(request);
		expect(await balanceOf(db, ada.id)).toBe(500);
		const back = { takeId: request.id, staffId: desk.staffId, propertyId: desk.property.id };
		await expect(takeBack(db, back, after(121))).rejects.toMatchObject({
			code: 'take-back-too-late'
		});
		await expect(takeBack(db, { ...back, propertyId: lake.id }, now)).rejects.toMatchObject({
			code: 'not-allowed'
		});
		const both = await Promise.all([takeBack(db, back, after(60)), takeBack(db, back, after(60))]);
		expect(both[0]).toMatchObject({ status: 'returned', returned: 500, left: undefined });
		expect(both[1]).toEqual(both[0]);
		expect(await listOpenLots(db, ada.id)).toEqual(lots);
		expect(await readGuestAsked(db, ada.id, now)).toMatchObject({ status: 'undone' });
		await expect(settle(request)).rejects.toMatchObject({ code: 'request-over' });
		const { outbox } = await rowsOf(db);
		expect(outbox.filter(({ topic }) => topic === 'reward-returned')).toHaveLength(1);
		expect(await problems(db)).toEqual([]);
	});

	test('K1: the desk is shown what the points are enough for at its house, and no bill', async () => {
		const { db, ada, city, lake } = await house();
		const here = await offered(db, { asks: 'date' });
		for (const reward of [
			{ points: 4_000 },
			{ properties: ['LAKE'] },
			{ kind: 'money-off', amount: undefined }
		] as const)
			await offered(db, reward);
		const gone = await offered(db, { asks: 'property' });
		const stock = { reward_id: gone, scope: `property:${city.id}`, given: 1, items_left: 0 };
		await db.insertInto('reward_stock').values(stock).execute();
		const full = { reward_id: here, scope: `day:${city.id}:2025-04-03`, given: 1, items_left: 0 };
		await db.insertInto('reward_stock').values(full).execute();
		const who = { memberId: ada.id, verified: true };
		expect(await listRewardsHere(db, who, city, now)).toMatchObject([
			{
				...{ id: here, offers: [{ points: 400 }], waits: false },
				days: { from: today, to: '2025-05-01', full: ['2025-04-03'] }
			}
		]);
		const atLake = await listRewardsHere(db, who, lake, now);
		expect(atLake.map(({ days }) => days?.full)).toEqual([[], undefined, undefined]);
	});
});
