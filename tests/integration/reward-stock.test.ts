import { expect, test } from 'vitest';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { correctStock, type CorrectStock } from '#lib/server/rewards/correct-stock.ts';
import { changeStatus } from '#lib/server/rewards/change-status.ts';
import { listCorrections, listHouseStocks } from '#lib/server/rewards/correction-queries.ts';
import { duplicateReward } from '#lib/server/rewards/duplicate-reward.ts';
import { countCodes } from '#lib/server/rewards/import-code-queries.ts';
import { importCodes } from '#lib/server/rewards/import-codes.ts';
import { readRewardForEdit } from '#lib/server/rewards/read-reward-for-edit.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import { onBothDatabases } from './databases.ts';
import { newId } from './model/house.ts';
import {
	dinner,
	manager,
	now,
	offered,
	openHouse,
	problems,
	redeeming,
	rowsOf
} from './reward-house.ts';

const codesOf: Reward = {
	kind: 'partner-code',
	name: { en: 'A film' },
	description: { en: 'At the cinema round the corner.' },
	points: 300,
	validDays: 30,
	partner: { en: 'The Lantern' }
};
const refusals = (results: readonly PromiseSettledResult<unknown>[]) =>
	results.flatMap((one) =>
		one.status === 'rejected' ? [(one.reason as { code?: string }).code ?? one.reason] : []
	);

onBothDatabases((open) => {
	const house = async (count = 2) => openHouse(await open(), { count });
	const correcting = (rewardId: string, changes: Partial<CorrectStock> = {}): CorrectStock => ({
		id: newId(),
		rewardId,
		change: 3,
		why: 'three more came',
		...changes
	});

	test('J6 J4: a correction changes what is left by as much, with reason, before and after', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db, {}, { stock: 5 });
		await redeemReward(db, redeeming(ada, rewardId), now);
		await correctStock(db, correcting(rewardId), manager, now);
		expect(await readRewardForEdit(db, rewardId)).toMatchObject({ given: 8, left: 7 });
		const { audit } = await rowsOf(db);
		expect(audit.at(-1)).toMatchObject({ act: 'stock-corrected', why: 'three more came' });
		expect(JSON.parse(audit.at(-1)!.facts)).toEqual({
			house: '',
			'before.stock': 5,
			'after.stock': 8
		});
		expect(await listCorrections(db, rewardId, 10)).toMatchObject([
			{ change: 3, givenBefore: 5, givenAfter: 8, by: 'manager' }
		]);
		expect(await problems(db)).toEqual([]);
	});

	test('J6: a number of a house begins, grows and ends on its own', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db, { asks: 'property' });
		const lake = { house: 'LAKE' };
		await correctStock(db, correcting(rewardId, { ...lake, change: 1 }), manager, now);
		await redeemReward(db, { ...redeeming(ada, rewardId), choice: { property: 'LAKE' } }, now);
		expect(await listHouseStocks(db, rewardId)).toEqual([{ code: 'LAKE', given: 1, left: 0 }]);
		await correctStock(db, correcting(rewardId, { ...lake, change: null }), manager, now);
		expect(await listHouseStocks(db, rewardId)).toEqual([]);
		await correctStock(db, correcting(rewardId, { ...lake, change: 4 }), manager, now);
		expect(await listHouseStocks(db, rewardId)).toEqual([{ code: 'LAKE', given: 5, left: 4 }]);
		expect(await problems(db)).toEqual([]);
	});

	test('J6: never below what members have, and what is refused leaves nothing', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db, {}, { stock: 2 });
		await redeemReward(db, redeeming(ada, rewardId), now);
		const before = await rowsOf(db);
		const refused = async (changes: Partial<CorrectStock>, facts: object) =>
			expect(correctStock(db, correcting(rewardId, changes), manager, now)).rejects.toMatchObject(
				facts
			);
		await refused({ change: -2 }, { code: 'invalid', facts: { field: 'change', least: 1 } });
		await refused({ change: 0 }, { code: 'invalid' });
		await refused({ change: 1e9 }, { code: 'invalid' });
		await refused({ house: 'LAKE', change: null }, { code: 'invalid' });
		await refused({ house: 'NOWHERE' }, { code: 'unknown-property' });
		await refused({ rewardId: newId() }, { code: 'not-found' });
		expect(await rowsOf(db)).toEqual(before);
		await correctStock(db, correcting(rewardId, { change: -1 }), manager, now);
		expect(await readRewardForEdit(db, rewardId)).toMatchObject({ given: 1, left: 0 });
	});

	test('C4 J6: the same correction twenty times at once is one; with another body it is refused', async () => {
		const { db } = await house();
		const rewardId = await offered(db, {}, { stock: 1 });
		const one = correcting(rewardId);
		const done = await Promise.all(
			Array.from({ length: 20 }, () => correctStock(db, one, manager, now))
		);
		expect(new Set(done.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(await readRewardForEdit(db, rewardId)).toMatchObject({ given: 4, left: 4 });
		await expect(correctStock(db, { ...one, change: 4 }, manager, now)).rejects.toMatchObject({
			code: 'same-id-other-body'
		});
	});

	test('T4 J6: corrections and redemptions at the same moment all count', async () => {
		const { db, people } = await house(8);
		const rewardId = await offered(db);
		const results = await Promise.allSettled([
			...[1, 2, -1, 4].map((change) =>
				correctStock(db, correcting(rewardId, { change }), manager, now)
			),
			...people.map((person) => redeemReward(db, redeeming(person, rewardId), now))
		]);
		const codes = refusals(results);
		expect(codes.every((code) => code === 'out-of-stock' || code === 'invalid')).toBe(true);
		expect(await problems(db)).toEqual([]);
		const corrections = await listCorrections(db, rewardId, 10);
		const { given } = await readRewardForEdit(db, rewardId);
		expect(given).toBe(corrections.reduce((sum, { change }) => sum + (change ?? 0), 0));
	});

	test('J6 E2: paused at once, nobody who comes later gets it, and everybody who got it has paid', async () => {
		const { db, people, ada } = await house(6);
		const rewardId = await offered(db, {}, { stock: 50 });
		const pause = { rewardId, revision: 1, status: 'paused' } as const;
		const redeeming2 = people.map((person) => redeemReward(db, redeeming(person, rewardId), now));
		await Promise.all([changeStatus(db, pause, manager, now), Promise.allSettled(redeeming2)]);
		const late = redeemReward(db, redeeming(ada, rewardId), now);
		await expect(late).rejects.toMatchObject({ code: 'reward-not-on-offer' });
		expect(refusals(await Promise.allSettled(redeeming2))).toEqual(
			expect.not.arrayContaining(['changed-meanwhile'])
		);
		expect(await problems(db)).toEqual([]);

		expect(await changeStatus(db, pause, manager, now)).toEqual({ rewardId, revision: 2 });
		await expect(
			changeStatus(db, { ...pause, status: 'archived' }, manager, now)
		).rejects.toMatchObject({ code: 'changed-meanwhile', facts: { fields: 'status' } });
		await changeStatus(db, { rewardId, revision: 2, status: 'offered' }, manager, now);
		await redeemReward(db, redeeming(ada, rewardId), now);
		expect(await readRewardForEdit(db, rewardId)).toMatchObject({ revision: 3, given: 50 });
	});

	test('J6: a copy is a draft of its own, marked by name, with the stock still to be given', async () => {
		const { db, ada } = await house();
		const of = await offered(db, { asks: 'property' }, { stock: 5, stockByHouse: { LAKE: 2 } });
		await redeemReward(db, { ...redeeming(ada, of), choice: { property: 'LAKE' } }, now);
		const asked = {
			of,
			rewardId: newId(),
			mark: ({ en }: { en: string }) => ({ en: `${en} (copy)` })
		};
		await duplicateReward(db, asked, manager, now);
		await duplicateReward(db, asked, manager, now);
		const copy = await readRewardForEdit(db, asked.rewardId);
		expect(copy).toMatchObject({ revision: 1, status: 'draft', given: 5, left: 5, redeemed: 0 });
		expect(copy.reward).toEqual({
			...dinner,
			asks: 'property',
			name: { en: 'Dinner for two (copy)' }
		});
		expect(await listHouseStocks(db, asked.rewardId)).toEqual([
			{ code: 'LAKE', given: 2, left: 2 }
		]);
	});

	test('E1 J6: codes are imported once, bad lines are said, good ones kept; again and at once too', async () => {
		const { db } = await house();
		const rewardId = newId();
		const made = {
			rewardId,
			revision: 0,
			reward: codesOf,
			status: 'offered',
			stock: null
		} as const;
		await saveReward(db, made, manager, now);
		const first = { rewardId, text: 'CODE-0001\n\nCODE-0002\nCODE-0001\n' };
		expect(await importCodes(db, first, manager, now)).toEqual({
			added: 2,
			bad: [
				{ line: 2, problem: 'empty', end: '' },
				{ line: 4, problem: 'doubled', end: '0001' }
			]
		});
		const more = {
			rewardId,
			text: Array.from({ length: 1_200 }, (_, at) => `CODE-${1_000 + at}`).join('\n')
		};
		const at = await Promise.all([1, 2, 3].map(() => importCodes(db, more, manager, now)));
		expect(at.reduce((sum, { added }) => sum + added, 0)).toBe(1_200);
		expect(await countCodes(db, rewardId)).toEqual({ free: 1_202, used: 0 });
		const before = await rowsOf(db);
		const again = await importCodes(db, first, manager, now);
		expect(again.added).toBe(0);
		expect(again.bad.map(({ problem }) => problem)).toEqual([
			'code-known',
			'empty',
			'code-known',
			'doubled'
		]);
		expect(await rowsOf(db)).toEqual(before);
		expect(JSON.stringify(before.audit)).not.toContain('CODE-');
	});

	test('E1: codes go to no other kind, and nothing is no import', async () => {
		const { db } = await house();
		const rewardId = await offered(db);
		for (const text of ['CODE-1', ''])
			await expect(importCodes(db, { rewardId, text }, manager, now)).rejects.toMatchObject({
				code: 'invalid',
				facts: { field: 'codes' }
			});
		await expect(
			importCodes(db, { rewardId: newId(), text: 'CODE-1' }, manager, now)
		).rejects.toMatchObject({ code: 'not-found' });
	});
});
