import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { readList } from '#lib/server/lists.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { listRewards, rewardList } from '#lib/server/rewards/list-rewards.ts';
import { readRewardForEdit } from '#lib/server/rewards/read-reward-for-edit.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import { onBothDatabases } from './databases.ts';
import { newId } from './model/house.ts';
import {
	dinner,
	hire,
	manager,
	now,
	offered,
	openHouse,
	problems,
	redeeming,
	rowsOf
} from './reward-house.ts';

const today = '2025-04-01';

onBothDatabases((open) => {
	const house = async () => openHouse(await open());
	const edit = (rewardId: string, revision: number, reward: Reward, stock: number | null = null) =>
		({ rewardId, revision, reward, status: 'offered', stock }) as const;
	const asked = (query: string) =>
		readList(new URL(`https://h.test/admin/rewards?${query}`), rewardList);

	test('J6 J4: a reward is created and changed, each with what was and what is', async () => {
		const { db } = await house();
		const staffId = await hire(db, 'manager');
		const actor = { kind: 'staff', id: staffId } as const;
		const rewardId = newId();
		expect(await saveReward(db, edit(rewardId, 0, dinner, 5), actor, now)).toEqual({
			rewardId,
			revision: 1
		});
		const dearer = { ...dinner, points: 500 };
		await saveReward(db, edit(rewardId, 1, dearer, 8), actor, now);
		const [created, changed] = (await rowsOf(db)).audit.slice(-2);
		expect(created).toMatchObject({ act: 'reward-created', subject_id: rewardId });
		expect(JSON.parse(changed!.facts)).toEqual({
			revision: 2,
			fields: 'points, stock',
			before: '{"points":400,"stock":5}',
			after: '{"points":500,"stock":8}'
		});
		expect(await readRewardForEdit(db, rewardId)).toMatchObject({
			revision: 2,
			reward: dearer,
			given: 8,
			left: 8,
			redeemed: 0,
			history: [
				{ revision: 2, by: 'Kim', fields: ['points', 'stock'] },
				{ revision: 1, by: 'Kim', fields: [] }
			]
		});
	});

	test('J6: of two managers who edit the same, the second is told what changed, by whom and when', async () => {
		const { db } = await house();
		const actor = { kind: 'staff', id: await hire(db, 'manager') } as const;
		const rewardId = await offered(db);
		const named = { ...dinner, name: { en: 'Supper' } };
		await saveReward(db, { ...edit(rewardId, 1, named), image: 'ab' }, actor, now);
		const before = await rowsOf(db);
		const mine = { ...dinner, points: 700 };
		await expect(saveReward(db, edit(rewardId, 1, mine), manager, now)).rejects.toMatchObject({
			code: 'changed-meanwhile',
			facts: { fields: 'name, image', by: 'Kim', at: now, revision: 2 }
		});
		expect(await rowsOf(db)).toEqual(before);
		await saveReward(db, edit(rewardId, 2, mine), manager, now);
	});

	test('J6 C4: of many who save the same revision at once one does; a second tap is no change', async () => {
		const { db } = await house();
		const rewardId = await offered(db);
		const results = await Promise.allSettled(
			Array.from({ length: 10 }, (_, at) =>
				saveReward(db, edit(rewardId, 1, { ...dinner, points: 500 + at }), manager, now)
			)
		);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const { reward } = await readRewardForEdit(db, rewardId);
		const again = await saveReward(db, edit(rewardId, 1, reward), manager, now);
		expect(again).toEqual({ rewardId, revision: 2 });
		const twice = edit(newId(), 0, dinner);
		expect(await saveReward(db, twice, manager, now)).toEqual(
			await saveReward(db, twice, manager, now)
		);
	});

	test('J6: what makes no sense is refused by its field, and nothing is kept', async () => {
		const { db } = await house();
		const before = await rowsOf(db);
		const bad: [Partial<Record<keyof Reward, unknown>>, string, string][] = [
			[{ points: -1 }, 'invalid', 'points'],
			[{ points: 1.5 }, 'invalid', 'points'],
			[{ points: 0 }, 'invalid', 'points'],
			[{ kind: 'balloon' }, 'invalid', 'kind'],
			[{ amount: undefined }, 'invalid', 'amount'],
			[{ offeredFrom: '2025-02-30' }, 'invalid', 'offeredFrom'],
			[{ offeredFrom: '2025-03-02', offeredTo: '2025-03-01' }, 'invalid', 'offeredTo'],
			[{ blackouts: [{ from: '2025-03-02', to: '2025-03-01' }] }, 'invalid', 'blackouts'],
			[{ tierMin: 'ruby' }, 'invalid', 'tierMin'],
			[{ pointsByTier: { ruby: 1 } }, 'invalid', 'pointsByTier'],
			[{ properties: ['NOWHERE'] }, 'unknown-property', 'properties'],
			[{ name: { de: 'Abendessen' } }, 'invalid', 'name']
		];
		for (const [changes, code, field] of bad) {
			const reward = { ...dinner, ...changes } as Reward;
			await expect(saveReward(db, edit(newId(), 0, reward), manager, now)).rejects.toMatchObject({
				code,
				facts: { field }
			});
		}
		await expect(saveReward(db, edit(newId(), 4, dinner), manager, now)).rejects.toMatchObject({
			code: 'not-found'
		});
		await expect(saveReward(db, edit(newId(), 0, dinner, -1), manager, now)).rejects.toMatchObject({
			code: 'invalid',
			facts: { field: 'stock' }
		});
		expect(await rowsOf(db)).toEqual(before);
		const rewardId = await offered(db);
		await expect(
			saveReward(db, { ...edit(rewardId, 1, dinner), status: 'draft' }, manager, now)
		).rejects.toMatchObject({ code: 'invalid', facts: { field: 'status' } });
	});

	test('E2: a stock can be changed, lifted and set again, and always adds up', async () => {
		const { db, ada, bob } = await house();
		const rewardId = await offered(db, { points: 100 }, { stock: 2 });
		const cheap = { ...dinner, points: 100 };
		const stock = async () => {
			expect(await problems(db)).toEqual([]);
			const { given, left } = await readRewardForEdit(db, rewardId);
			return [given, left];
		};
		const first = redeeming(ada, rewardId, 100);
		await redeemReward(db, first, now);
		await saveReward(db, edit(rewardId, 1, cheap, 5), manager, now);
		expect(await stock()).toEqual([5, 4]);
		await expect(saveReward(db, edit(rewardId, 2, cheap, 0), manager, now)).rejects.toMatchObject({
			code: 'invalid',
			facts: { field: 'stock', least: 1 }
		});
		await saveReward(db, edit(rewardId, 2, cheap), manager, now);
		expect(await stock()).toEqual([undefined, undefined]);
		const uncounted = redeeming(bob, rewardId, 100);
		await redeemReward(db, uncounted, now);
		await saveReward(db, edit(rewardId, 3, cheap, 3), manager, now);
		expect(await stock()).toEqual([3, 2]);
		const cancel = (memberId: string, redemptionId: string) =>
			cancelRedemption(db, { source: 'app', id: newId(), memberId, redemptionId }, now);
		await cancel(bob.id, uncounted.id);
		expect(await stock()).toEqual([3, 2]);
		await cancel(ada.id, first.id);
		expect(await stock()).toEqual([3, 3]);
	});

	test('J6: the list sorts, filters and finds by part of a name in any language', async () => {
		const { db, ada } = await house();
		const spa: Reward = {
			kind: 'late-check-out',
			name: { en: 'Late check-out 100%', 'zh-CN': '延迟退房' },
			description: { en: 'Sleep in.' },
			points: 200,
			validDays: 30,
			until: '16:00'
		};
		const late = newId();
		await saveReward(db, edit(late, 0, spa, 9), manager, now);
		const meal = await offered(db, {}, { status: 'draft' });
		await redeemReward(db, redeeming(ada, late, 200), now);
		const ids = async (query: string) =>
			(await listRewards(db, asked(query), today)).rewards.map(({ id }) => id);
		expect(await ids('')).toEqual([late, meal]);
		expect(await ids('sort=name')).toEqual([meal, late]);
		expect(await ids('sort=points&order=down')).toEqual([meal, late]);
		expect(await ids('status=draft')).toEqual([meal]);
		expect(await ids('kind=late-check-out')).toEqual([late]);
		expect(await ids('q=延迟')).toEqual([late]);
		expect(await ids('q=DINNER')).toEqual([meal]);
		expect(await ids('q=100%25')).toEqual([late]);
		expect(await ids('q=%25')).toEqual([late]);
		expect(await ids('q=_')).toEqual([]);
		const { rewards, total } = await listRewards(db, asked('status=offered'), today);
		expect(total).toBe(1);
		expect(rewards).toMatchObject([
			{ stock: { given: 9, left: 8 }, redeemed: 1, changedBy: 'manager', points: 200 }
		]);
	});

	test('C2 E2: the ledger’s check finds what was bought and not paid, and stock that is not there', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db, {}, { stock: 5 });
		const { redemptionId } = await redeemReward(db, redeeming(ada, rewardId), now);
		const broken = async (text: string) => {
			await sql.raw(text).execute(db);
			const found = (await problems(db)).map(({ invariant, subject }) => [invariant, subject]);
			return found;
		};
		expect(await broken(`update reward_stock set items_left = 5`)).toEqual([['stock', rewardId]]);
		await broken(`update reward_stock set items_left = 4`);
		expect(await broken(`update redemption set points = 1`)).toEqual([
			['redemption', redemptionId]
		]);
		await broken(`update redemption set points = 400`);
		expect(await broken(`update redemption set status = 'used'`)).toEqual([
			['voucher', redemptionId]
		]);
		const lost = await broken(`update redemption set status = 'cancelled'`);
		expect(lost).toEqual([
			['stock', rewardId],
			['redemption', redemptionId]
		]);
		expect(await broken(`update redemption set status = 'issued'`)).toEqual([]);
	});
});
