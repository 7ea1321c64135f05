import { expect, test } from 'vitest';
import type { Choice, Reward } from '#lib/domain/rewards/reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import { listOpenLots } from '#lib/server/ledger/queries.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { importCodes } from '#lib/server/rewards/import-codes.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import { findPartnerCode } from '#lib/server/rewards/partner-code-queries.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { newId, type Person } from './model/house.ts';
import {
	balanceOf,
	dinner,
	givePoints,
	manager,
	now,
	offered,
	openHouse,
	problems,
	propertyId,
	redeeming,
	rowsOf,
	written
} from './reward-house.ts';

const useOn = '2025-04-10';
const day: Choice = { property: 'CITY', useOn };
const plain = { ...dinner, amount: undefined, cancelWithinDays: 9 };

/** One of each kind, what is chosen with it, and what becomes of it. */
const kinds: readonly [Reward, Choice, object][] = [
	[
		{ ...plain, kind: 'free-night', nightsMost: 3, points: 100, asks: 'date' },
		{ ...day, nights: 3 },
		{ points: 300, nights: 3, use_on: useOn, valid_from: useOn, valid_to: useOn }
	],
	[{ ...plain, kind: 'nth-night', nth: 4 }, {}, { valid_to: '2025-05-01' }],
	[
		{
			...plain,
			kind: 'room-upgrade',
			room: { en: 'Suite' },
			asks: 'date',
			confirm: { daysBefore: 1, by: '18:00' }
		},
		day,
		{ status: 'reserved', confirm_to: '2025-04-09T18:00:00.000Z', confirmed_at: null }
	],
	[{ ...plain, kind: 'late-check-out', until: '16:00', asks: 'date' }, day, { use_on: useOn }],
	[{ ...plain, kind: 'breakfast', persons: 2, mornings: 1 }, {}, { use_on: null }],
	[{ ...plain, kind: 'dining-credit', amount: { minor: 5_000, currency: 'EUR' } }, {}, {}],
	[
		{ ...plain, kind: 'spa-credit', amount: { minor: 5_000, currency: 'EUR' }, inParts: true },
		{},
		{}
	],
	[{ ...plain, kind: 'partner-code', partner: { en: 'Rail' } }, {}, { status: 'used' }],
	[{ ...plain, kind: 'gift', asks: 'property' }, { property: 'LAKE' }, { valid_to: '2025-05-01' }],
	[{ ...plain, kind: 'status-gift', tier: 'silver', months: 3 }, {}, { status: 'used' }],
	[{ ...plain, kind: 'donation', partner: { en: 'The sea' } }, {}, { status: 'used' }],
	[
		{
			...plain,
			withCash: [{ points: 150, cash: { minor: 2_500, currency: 'EUR' } }],
			kind: 'gift'
		},
		{ cashMinor: 2_500 },
		{ points: 150, cash_minor: 2_500, cash_currency: 'EUR' }
	]
];

onBothDatabases((open) => {
	const house = async (count = 2) => openHouse(await open(), { count });
	const redeem = (
		db: Db,
		person: Person,
		rewardId: string,
		choice: Choice,
		points = dinner.points
	) => redeemReward(db, { ...redeeming(person, rewardId, points), choice }, now);
	const addCodes = (db: Db, rewardId: string, codes: readonly string[]) =>
		importCodes(db, { rewardId, text: codes.join('\n') }, manager, now);
	const cancel = (db: Db, { id }: Person, redemptionId: string) =>
		cancelRedemption(db, { source: 'app', id: newId(), memberId: id, redemptionId }, now);

	test('E1 E2 E3: every kind is redeemed; what was not given at once comes back whole, once', async () => {
		const { db, ada } = await house();
		for (const [reward, choice, kept] of kinds) {
			const rewardId = await offered(db, reward, { stock: 4, stockByHouse: { CITY: 3, LAKE: 2 } });
			if (reward.kind === 'partner-code') await addCodes(db, rewardId, ['A1', 'A2']);
			const before = await rowsOf(db);
			const lots = await listOpenLots(db, ada.id);
			const points = (kept as { points?: number }).points ?? 400;
			const { redemptionId } = await redeem(db, ada, rewardId, choice, points);
			const rows = await rowsOf(db);
			const made = rows.redemptions.find(({ id }) => id === redemptionId);
			expect(made).toMatchObject({ status: 'issued', points, cash_minor: null, ...kept });
			expect(made?.property_id ?? undefined).toBe(
				choice.property && (await propertyId(db, choice.property))
			);
			const taken = rows.stock.filter(
				({ reward_id, given, items_left }) => reward_id === rewardId && given !== items_left
			);
			expect(taken).toHaveLength(choice.property === undefined ? 1 : 2);
			expect(await problems(db)).toEqual([]);

			if (made?.status === 'used') {
				await expect(cancel(db, ada, redemptionId)).rejects.toMatchObject({ code: 'voucher-used' });
				expect((await rowsOf(db)).entries).toHaveLength(before.entries.length + 1);
				await givePoints(db, ada.id, points);
				continue;
			}
			const again = await Promise.allSettled([1, 2, 3].map(() => cancel(db, ada, redemptionId)));
			expect(again.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
			expect(await listOpenLots(db, ada.id)).toEqual(lots);
			const after = await rowsOf(db);
			expect(after.stock).toEqual(before.stock);
			expect(after.entries).toHaveLength(before.entries.length + 2);
			expect(await problems(db)).toEqual([]);
		}
	}, 20_000);

	test('E1: a house gives what it has, and another one what that has', async () => {
		const { db, ada, bob } = await house();
		const gift: Reward = { ...plain, kind: 'gift', points: 100, asks: 'property' };
		const rewardId = await offered(db, gift, { stock: 3, stockByHouse: { CITY: 1 } });
		const at = (person: Person, property: string) =>
			redeem(db, person, rewardId, { property }, 100);
		const property = await propertyId(db, 'CITY');
		const { redemptionId } = await at(ada, 'CITY');
		await expect(at(bob, 'CITY')).rejects.toMatchObject({
			code: 'out-of-stock',
			facts: { property }
		});
		// A house without a number gives as many as there are in all.
		await at(bob, 'LAKE');
		await at(bob, 'LAKE');
		await expect(at(bob, 'LAKE')).rejects.toMatchObject({ code: 'out-of-stock', facts: {} });
		await cancel(db, ada, redemptionId);
		await at(bob, 'CITY');
		expect(await balanceOf(db, bob.id)).toBe(700);
		expect(await problems(db)).toEqual([]);
	});

	test('E1: a day is full when its house has given as many, and follows when it gives more or fewer', async () => {
		const { db, ada, bob } = await house();
		const table: Reward = { ...plain, kind: 'breakfast', points: 50, persons: 2, mornings: 1 };
		const daily: Reward = { ...table, asks: 'date', perDay: 2 };
		const rewardId = await offered(db, daily);
		let revision = 1;
		const giving = (perDay: number) =>
			saveReward(
				db,
				{
					rewardId,
					revision: revision++,
					reward: written({ ...daily, perDay }),
					status: 'offered'
				},
				manager,
				now
			);
		const on = (person: Person, choice: Choice = day) => redeem(db, person, rewardId, choice, 50);
		const { redemptionId } = await on(ada);
		await on(ada);
		await expect(on(bob)).rejects.toMatchObject({ code: 'day-full', facts: { useOn } });
		await on(bob, { ...day, useOn: '2025-04-11' });
		await on(bob, { ...day, property: 'LAKE' });
		await giving(3);
		await on(bob);
		await expect(on(bob)).rejects.toMatchObject({ code: 'day-full' });
		await giving(1);
		await cancel(db, ada, redemptionId);
		// Two are taken and one is given: what members have stays theirs, and nobody gets a third.
		await expect(on(bob)).rejects.toMatchObject({ code: 'day-full' });
		expect(await problems(db)).toEqual([]);
		await giving(4);
		await on(bob);
		await on(bob);
		await expect(on(bob)).rejects.toMatchObject({ code: 'day-full' });
		expect(await problems(db)).toEqual([]);
		expect(await balanceOf(db, bob.id)).toBe(750);
	});

	test('E2: who redeems and who cancels at the same moment leave every stock whole', async () => {
		const { db, people } = await house(12);
		const handles = [db, await openPlace(placeOf(db))];
		const table: Reward = { ...plain, kind: 'breakfast', points: 50, persons: 2, mornings: 1 };
		const rewardId = await offered(
			db,
			{ ...table, asks: 'date', perDay: 8 },
			{ stock: 8, stockByHouse: { CITY: 8 } }
		);
		const [first, second] = [people.slice(0, 6), people.slice(6)];
		const had = await Promise.all(first.map((one) => redeem(db, one, rewardId, day, 50)));
		const results = await Promise.allSettled([
			...had.map(({ redemptionId }, at) => cancel(handles[at % 2]!, first[at]!, redemptionId)),
			...second.map((one, at) => redeem(handles[at % 2]!, one, rewardId, day, 50))
		]);
		const won = results.slice(6).filter(({ status }) => status === 'fulfilled').length;
		expect(results.slice(0, 6).every(({ status }) => status === 'fulfilled')).toBe(true);
		expect(won).toBeGreaterThanOrEqual(2);
		const { stock } = await rowsOf(db);
		expect(stock.map(({ items_left }) => items_left)).toEqual([8 - won, 8 - won, 8 - won]);
		expect(await problems(db)).toEqual([]);
	});

	test('E1: a partner’s codes go to one guest each, and when none is left nothing is paid', async () => {
		const { db, people, ada } = await house(3);
		const reward: Reward = { ...plain, kind: 'partner-code', partner: { en: 'Rail' } };
		const rewardId = await offered(db, reward);
		await expect(redeem(db, ada, rewardId, {})).rejects.toMatchObject({ code: 'out-of-stock' });
		await addCodes(db, rewardId, ['B2', 'A1']);
		const before = await balanceOf(db, ada.id);
		const asked = people.map((person) => redeem(db, person, rewardId, {}));
		const results = await Promise.allSettled(asked);
		const won = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
		expect(won).toHaveLength(2);
		const codes = await Promise.all(
			won.map(({ redemptionId }) => findPartnerCode(db, redemptionId))
		);
		expect(codes.sort()).toEqual(['A1', 'B2']);
		const balances = await Promise.all(people.map(({ id }) => balanceOf(db, id)));
		expect(balances.filter((balance) => balance === before - 400)).toHaveLength(2);
		expect(await problems(db)).toEqual([]);
	});

	test('E1 D3: a gifted tier is held for its months, and whoever holds it pays nothing', async () => {
		const { db, ada } = await house();
		const reward: Reward = { ...plain, kind: 'status-gift', tier: 'silver', months: 3 };
		const rewardId = await offered(db, reward);
		const { redemptionId } = await redeem(db, ada, rewardId, {});
		const grants = await db.selectFrom('tier_grant').selectAll().execute();
		expect(grants).toMatchObject([
			{ tier: 'silver', from_on: '2025-04-01', valid_to: '2025-06-30' }
		]);
		await expect(redeem(db, ada, rewardId, {})).rejects.toMatchObject({ code: 'already-held' });
		const rows = await rowsOf(db);
		expect(rows.redemptions.map(({ id }) => id)).toEqual([redemptionId]);
		expect(await balanceOf(db, ada.id)).toBe(600);
		expect(await problems(db)).toEqual([]);
	});

	test('E2: another price, points or cash, and another choice under the same id are refused whole', async () => {
		const { db, ada } = await house();
		const cash = { minor: 2_500, currency: 'EUR' };
		const gift: Reward = { ...plain, kind: 'gift', asks: 'property' };
		const rewardId = await offered(db, { ...gift, withCash: [{ points: 150, cash }] });
		const before = await rowsOf(db);
		for (const [points, cashMinor] of [
			[150, 2_000],
			[400, 2_500],
			[150, undefined]
		] as const)
			await expect(
				redeem(db, ada, rewardId, { property: 'CITY', cashMinor }, points)
			).rejects.toMatchObject({ code: 'price-changed' });
		expect(await rowsOf(db)).toEqual(before);
		const command = redeeming(ada, rewardId);
		const first = { ...command, choice: { property: 'CITY' } };
		const done = await redeemReward(db, first, now);
		expect(await redeemReward(db, first, now)).toEqual(done);
		await expect(
			redeemReward(db, { ...command, choice: { property: 'LAKE' } }, now)
		).rejects.toMatchObject({ code: 'same-id-other-body' });
	});

	test('C2 E1: the ledger’s check finds a stock of a day, cash and a code that do not add up', async () => {
		const { db, ada } = await house();
		const cash = { minor: 2_500, currency: 'EUR' };
		const table: Reward = {
			...plain,
			...{ kind: 'breakfast', persons: 2, mornings: 1, asks: 'date', perDay: 2 },
			withCash: [{ points: 150, cash }]
		};
		const rewardId = await offered(db, table);
		const { redemptionId } = await redeem(db, ada, rewardId, { ...day, cashMinor: 2_500 }, 150);
		const scope = `day:${await propertyId(db, 'CITY')}:${useOn}`;
		const set = async (table: 'reward_stock' | 'redemption', values: object) => {
			await db.updateTable(table).set(values).execute();
			return (await problems(db)).map(({ invariant, subject }) => [invariant, subject]);
		};
		expect(await set('reward_stock', { items_left: 2 })).toEqual([
			['stock', `${rewardId} ${scope}`]
		]);
		expect(await set('reward_stock', { items_left: 1 })).toEqual([]);
		expect(await set('redemption', { cash_minor: 2_000 })).toEqual([['redemption', redemptionId]]);
		expect(await set('redemption', { cash_minor: 2_500 })).toEqual([]);
		expect(await set('redemption', { use_on: '2025-04-11' })).toEqual([['stock', redemptionId]]);
		await set('redemption', { use_on: useOn });

		const rail: Reward = { ...plain, kind: 'partner-code', partner: { en: 'Rail' } };
		const railId = await offered(db, rail);
		await addCodes(db, railId, ['A1']);
		const code = await redeem(db, ada, railId, {});
		await db.updateTable('partner_code').set({ redemption_id: null }).execute();
		expect(await problems(db)).toMatchObject([
			{ invariant: 'redemption', subject: code.redemptionId }
		]);
	});
});
