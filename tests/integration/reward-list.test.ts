import { expect, test } from 'vitest';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { previewReward } from '#lib/server/guests/preview-reward.ts';
import { readReward } from '#lib/server/guests/read-reward.ts';
import { readRewards } from '#lib/server/guests/read-rewards.ts';
import { readList } from '#lib/server/lists.ts';
import { importCodes } from '#lib/server/rewards/import-codes.ts';
import { listRewards, rewardList } from '#lib/server/rewards/list-rewards.ts';
import { letterFor } from '#lib/server/outbox/letters.ts';
import { readLowStock } from '#lib/server/rewards/read-low-stock.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { onBothDatabases } from './databases.ts';
import {
	dinner,
	hire,
	manager,
	now,
	offered,
	openHouse,
	propertyId,
	redeeming,
	rowsOf
} from './reward-house.ts';

const today = '2025-04-01';

onBothDatabases((open) => {
	test('J6: what runs low in all, in a house or in codes is found and counted; what is ahead or over too', async () => {
		const { db } = await openHouse(await open());
		const asked = (query: string) =>
			readList(new URL(`https://h.test/admin/rewards?${query}`), rewardList);
		const ids = async (query: string) =>
			(await listRewards(db, asked(query), today)).rewards.map(({ id }) => id).sort();
		const inAll = await offered(db, { lowStock: 3 }, { stock: 2 });
		const inHouse = await offered(db, { lowStock: 3 }, { stock: 9, stockByHouse: { LAKE: 1 } });
		const just = await offered(db, { lowStock: 3 }, { stock: 3 });
		const gone = await offered(db, {}, { stock: 0 });
		await offered(db, { lowStock: 3 }, { stock: 4 });
		const daily = await offered(db, { lowStock: 3, asks: 'date', perDay: 2 });
		const lake = await propertyId(db, 'LAKE');
		for (const [on, left] of [
			['2025-04-02', 0],
			['2025-03-31', 0],
			['2025-04-03', 1]
		] as const)
			await db
				.insertInto('reward_stock')
				.values({ reward_id: daily, scope: `day:${lake}:${on}`, given: 2, items_left: left })
				.execute();
		await offered(db, { lowStock: 3 }, { stock: 1, status: 'archived' });
		const film = {
			kind: 'partner-code',
			partner: { en: 'The Lantern' },
			amount: undefined
		} as const;
		const codes = await offered(db, { ...film, lowStock: 3 });
		await importCodes(db, { rewardId: codes, text: 'CODE-1\nCODE-2' }, manager, now);
		const ahead = await offered(db, { offeredFrom: '2025-04-02' });
		const over = await offered(db, { offeredTo: '2025-03-31' });

		expect(await ids('stock=low')).toEqual([inAll, inHouse, just, gone, daily, codes].sort());
		const { low } = await listRewards(db, asked('q=none'), today);
		const house = { en: 'LAKE' };
		expect(low).toEqual(await readLowStock(db, now));
		expect(low.map((line) => [line.id, line.left, line.house, line.on])).toEqual(
			expect.arrayContaining([
				[gone, 0, undefined, undefined],
				[daily, 0, house, '2025-04-02'],
				[inHouse, 1, house, undefined],
				[inAll, 2, undefined, undefined],
				[codes, 2, undefined, undefined],
				[just, 3, undefined, undefined]
			])
		);
		expect(low).toHaveLength(6);
		expect(await ids('status=scheduled')).toEqual([ahead]);
		expect(await ids('status=over')).toEqual([over]);
		expect(await ids('status=offered')).not.toContain(ahead);
		const { rewards } = await listRewards(db, asked('kind=partner-code'), today);
		expect(rewards).toMatchObject([{ stock: { given: 2, left: 2 }, isLow: true }]);
	});

	test('J6: managers are told once when a stock comes down to their number, and once when nothing is left', async () => {
		const { db, ada } = await openHouse(await open(), { points: 9_000 });
		const [boss, clerk] = [await hire(db, 'manager'), await hire(db, 'desk')];
		const rewardId = await offered(
			db,
			{ lowStock: 2, asks: 'property' },
			{ stock: 4, stockByHouse: { CITY: 3 } }
		);
		const buy = () =>
			redeemReward(db, { ...redeeming(ada, rewardId), choice: { property: 'CITY' } }, now);
		const told = async () => {
			const rows = (await rowsOf(db)).outbox.filter(({ topic }) => topic === 'stock-low');
			expect(rows.every(({ to_id }) => to_id === boss && to_id !== clerk)).toBe(true);
			return rows.map(({ facts }) => JSON.parse(facts) as { left: number; house?: string });
		};
		await buy();
		expect(await told()).toMatchObject([{ left: 2, house: '{"en":"CITY"}' }]);
		await buy();
		expect((await told()).map(({ left, house }) => [left, house !== undefined])).toEqual([
			[2, true],
			[2, false]
		]);
		await buy();
		await expect(buy()).rejects.toMatchObject({ code: 'out-of-stock' });
		expect((await told()).map(({ left }) => left)).toEqual([2, 2, 0]);
		const letter = { topic: 'stock-low', to_kind: 'staff', to_id: boss } as const;
		const facts = JSON.stringify({ rewardId, reward: JSON.stringify(dinner.name), left: 0 });
		const written = await letterFor(
			db,
			{ ...letter, facts },
			{ hotel: 'Aurora', origin: 'https://h.test' }
		);
		expect(written).toMatchObject({ subject: 'None left: Dinner for two' });
		expect(written?.text).toContain(`https://h.test/admin/rewards/${rewardId}/stock`);
	});

	test('E1: what every house has run out of is said to be gone, in the catalogue and on its page', async () => {
		const { db, ada } = await openHouse(await open());
		const stockByHouse = { CITY: 0, LAKE: 1 };
		const rewardId = await offered(db, { asks: 'property' }, { stockByHouse });
		const only = { asks: 'property', properties: ['CITY'] } as const;
		const inCity = await offered(db, only, { stockByHouse: { CITY: 0 } });
		const because = async () => {
			const { rewards } = await readRewards(db, ada.id, true, now);
			return new Map(rewards.map((line) => [line.id, line.because?.code]));
		};
		expect(await because()).toEqual(
			new Map([
				[rewardId, undefined],
				[inCity, 'out-of-stock']
			])
		);
		expect(await readReward(db, ada.id, inCity, true, now)).toMatchObject({
			because: { code: 'out-of-stock' }
		});
		await redeemReward(db, { ...redeeming(ada, rewardId), choice: { property: 'LAKE' } }, now);
		expect((await because()).get(rewardId)).toBe('out-of-stock');
	});

	test('J6: a draft is previewed with points and without, on the first day of its offer, for any tier', async () => {
		const { db } = await openHouse(await open());
		const reward: Partial<Reward> = { offeredFrom: '2025-05-01' };
		const draft = await offered(db, reward, { status: 'draft' });
		const seen = (hasPoints: boolean, tier?: string) =>
			previewReward(db, draft, { tier, hasPoints }, now);
		const rich = await seen(true, 'no such tier');
		expect(rich).toMatchObject({ asOf: '2025-05-01', tier: rich.tiers[0]?.id });
		expect(rich.view.because).toBeUndefined();
		const poor = await seen(false, rich.tiers.at(-1)?.id);
		expect(poor.tier).toBe(rich.tiers.at(-1)?.id);
		expect(poor.view.because).toMatchObject({ code: 'not-enough-points' });
		await expect(
			previewReward(db, 'none', { tier: undefined, hasPoints: true }, now)
		).rejects.toMatchObject({ code: 'not-found' });
	});
});
