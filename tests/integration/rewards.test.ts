import { expect, test } from 'vitest';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { readReward } from '#lib/server/guests/read-reward.ts';
import { readRewards } from '#lib/server/guests/read-rewards.ts';
import { readEntry } from '#lib/server/guests/read-entry.ts';
import { readPoints } from '#lib/server/guests/read-points.ts';
import { readVoucher } from '#lib/server/guests/read-voucher.ts';
import { readVouchers } from '#lib/server/guests/read-vouchers.ts';
import { listOpenLots } from '#lib/server/ledger/queries.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import { letterFor } from '#lib/server/outbox/letters.ts';
import { onBothDatabases } from './databases.ts';
import { newId, type Person } from './model/house.ts';
import {
	balanceOf,
	dinner,
	manager,
	now,
	offered,
	openHouse,
	problems,
	redeeming,
	rowsOf
} from './reward-house.ts';

const later = '2025-04-03T20:00:00.000Z';

onBothDatabases((open) => {
	const house = async (count = 2) => openHouse(await open(), { count });

	test('E2: a redemption takes the points, makes a voucher and tells the member, all at once', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db, {}, { stock: 3 });
		const command = redeeming(ada, rewardId);
		const done = await redeemReward(db, command, now);
		expect(done).toEqual({ redemptionId: command.id, points: 400, balance: 600 });

		const view = await readVoucher(db, ada.id, command.id, now);
		expect(view).toMatchObject({
			status: 'issued',
			name: dinner.name,
			points: 400,
			validFrom: '2025-04-01',
			validTo: '2025-05-01',
			cancelTo: '2025-04-03',
			amount: { minor: 8_000, currency: 'EUR' }
		});
		expect(view.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
		expect(view.qr?.size).toBeGreaterThan(20);
		const rows = await rowsOf(db);
		expect(rows.stock).toMatchObject([{ given: 3, items_left: 2 }]);
		expect(rows.audit.map(({ act }) => act)).toContain('reward-redeemed');
		const mail = rows.outbox.find(({ channel }) => channel === 'mail');
		expect(mail).toMatchObject({ topic: 'reward-redeemed', to_id: ada.id });
		const letter = await letterFor(db, mail!, { hotel: 'Aurora', origin: 'https://h.test' });
		expect(letter?.subject).toContain('Dinner for two');
		expect(letter?.text).toContain(`https://h.test/rewards/vouchers/${command.id}`);
		expect(await problems(db)).toEqual([]);
	});

	test('E2 C7: the history names the reward in the language of its reader', async () => {
		const { db, ada } = await house();
		const { id } = redeeming(ada, await offered(db));
		const rewardId = await offered(db);
		await redeemReward(db, { ...redeeming(ada, rewardId), id }, now);
		const { entries } = await readPoints(db, ada.id, undefined, now);
		expect(entries[0]?.because).toEqual({ code: 'named', facts: {}, name: dinner.name });
		const entry = await readEntry(db, ada.id, entries[0]!.id, now);
		expect(entry.reasons).toMatchObject({ kind: 'spend', what: dinner.name });
	});

	test('E2 C4: a second tap is the same redemption', async () => {
		const { db, ada } = await house();
		const command = redeeming(ada, await offered(db, {}, { stock: 3 }));
		const first = await redeemReward(db, command, now);
		const before = await rowsOf(db);
		expect(await redeemReward(db, command, later)).toEqual(first);
		expect(await rowsOf(db)).toEqual(before);
	});

	test('E2 C4: the same id for another reward or price is refused, and by another member not found', async () => {
		const { db, ada, bob } = await house();
		const command = redeeming(ada, await offered(db));
		await redeemReward(db, command, now);
		const before = await rowsOf(db);
		const other = await offered(db);
		const kept = await rowsOf(db);
		for (const change of [{ rewardId: other }, { points: 399 }])
			await expect(redeemReward(db, { ...command, ...change }, now)).rejects.toMatchObject({
				code: 'same-id-other-body'
			});
		await expect(redeemReward(db, { ...command, memberId: bob.id }, now)).rejects.toMatchObject({
			code: 'not-found'
		});
		expect(await rowsOf(db)).toEqual(kept);
		expect(kept.redemptions).toEqual(before.redemptions);
	});

	const refusals: [string, Partial<Reward>, string][] = [
		['a price of which points are missing', { points: 1_001 }, 'not-enough-points'],
		['a higher tier', { tierMin: 'silver' }, 'tier-too-low'],
		['an offer that has ended', { offeredTo: '2025-03-31' }, 'reward-not-on-offer'],
		['an offer that begins tomorrow', { offeredFrom: '2025-04-02' }, 'reward-not-on-offer']
	];
	test.for(refusals)('E2: %s is refused, and nothing is left of it', async ([, changes, code]) => {
		const { db, ada } = await house();
		const rewardId = await offered(db, changes, { stock: 2 });
		const before = await rowsOf(db);
		const { price, because } = await readReward(db, ada.id, rewardId, true, now);
		expect(because?.code).toBe(code);
		await expect(redeemReward(db, redeeming(ada, rewardId, price), now)).rejects.toMatchObject({
			code
		});
		expect(await rowsOf(db)).toEqual(before);
	});

	test('E2: an unknown reward and a draft are not found', async () => {
		const { db, ada } = await house();
		const draft = await offered(db, {}, { status: 'draft' });
		for (const rewardId of [newId(), draft]) {
			await expect(redeemReward(db, redeeming(ada, rewardId), now)).rejects.toMatchObject({
				code: 'not-found'
			});
			await expect(readReward(db, ada.id, rewardId, true, now)).rejects.toMatchObject({
				code: 'not-found'
			});
		}
	});

	test('E2: a reward that was archived while its page was open is refused, and its page says so', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db);
		const edit = {
			rewardId,
			revision: 1,
			reward: dinner,
			status: 'archived',
			stock: null
		} as const;
		await saveReward(db, edit, manager, now);
		await expect(redeemReward(db, redeeming(ada, rewardId), now)).rejects.toMatchObject({
			code: 'reward-not-on-offer'
		});
		expect(await readReward(db, ada.id, rewardId, true, now)).toMatchObject({
			because: { code: 'reward-not-on-offer' }
		});
		expect((await readRewards(db, ada.id, true, now)).rewards).toEqual([]);
		expect(await balanceOf(db, ada.id)).toBe(1_000);
	});

	test('E2: a price that changed while the page was open is asked again, never charged', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db);
		for (const [revision, points] of [
			[1, 500],
			[2, 300],
			[3, 5_000]
		] as const) {
			const reward = { ...dinner, points };
			const edit = { rewardId, revision, reward, status: 'offered', stock: null } as const;
			await saveReward(db, edit, manager, now);
			await expect(redeemReward(db, redeeming(ada, rewardId, 400), now)).rejects.toMatchObject({
				code: 'price-changed',
				facts: { points }
			});
		}
		expect(await balanceOf(db, ada.id)).toBe(1_000);
	});

	test('E2: the last one goes to one member, the next is told that it is gone', async () => {
		const { db, ada, bob } = await house();
		const rewardId = await offered(db, {}, { stock: 1 });
		await redeemReward(db, redeeming(ada, rewardId), now);
		const before = await rowsOf(db);
		await expect(redeemReward(db, redeeming(bob, rewardId), now)).rejects.toMatchObject({
			code: 'out-of-stock'
		});
		expect(await rowsOf(db)).toEqual(before);
	});

	test('E1: a member has a reward as often as its limit says; one taken back does not count', async () => {
		const { db, ada, bob } = await house();
		const rewardId = await offered(db, { limitPerMember: 1 });
		const first = redeeming(ada, rewardId);
		await redeemReward(db, first, now);
		await expect(redeemReward(db, redeeming(ada, rewardId), now)).rejects.toMatchObject({
			code: 'reward-limit-reached',
			facts: { limit: 1 }
		});
		await redeemReward(db, redeeming(bob, rewardId), now);
		await cancelRedemption(db, cancelling(ada, first.id), now);
		await redeemReward(db, redeeming(ada, rewardId), now);
		expect(await problems(db)).toEqual([]);
	});

	test('A1 E2: an unverified address looks around but does not redeem', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db);
		await db
			.updateTable('member_identity')
			.set({ email_verified_at: null })
			.where('member_id', '=', ada.id)
			.execute();
		await expect(redeemReward(db, redeeming(ada, rewardId), now)).rejects.toMatchObject({
			code: 'address-unverified'
		});
		const view = await readRewards(db, ada.id, false, now);
		expect(view.rewards).toMatchObject([{ because: { code: 'address-unverified' } }]);
	});

	test('E1: a tier pays its own price, and sees what others pay', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db, { pointsByTier: { silver: 300 } });
		expect((await readRewards(db, ada.id, true, now)).rewards).toMatchObject([{ price: 400 }]);
		await db
			.insertInto('tier_grant')
			.values({
				id: newId(),
				member_id: ada.id,
				tier: 'silver',
				from_on: '2025-01-01',
				valid_to: '2025-12-31',
				reason: '{"kind":"named"}',
				revokes: null,
				programme_version: 1,
				recorded_at: now
			})
			.execute();
		const [line] = (await readRewards(db, ada.id, true, now)).rewards;
		expect(line).toMatchObject({ price: 300, plainPrice: 400 });
		await expect(redeemReward(db, redeeming(ada, rewardId, 400), now)).rejects.toMatchObject({
			code: 'price-changed',
			facts: { points: 300 }
		});
		const done = await redeemReward(db, redeeming(ada, rewardId, 300), now);
		expect(done).toMatchObject({ points: 300, balance: 700 });
	});

	const cancelling = (person: Person, redemptionId: string, id = newId()) => ({
		source: 'app',
		id,
		memberId: person.id,
		redemptionId
	});

	test('E3 C3: cancelling puts the points into their lots and the item into the stock, once', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db, {}, { stock: 1 });
		const lots = await listOpenLots(db, ada.id);
		const { redemptionId } = await redeemReward(db, redeeming(ada, rewardId), now);
		const command = cancelling(ada, redemptionId);
		expect(await cancelRedemption(db, command, later)).toEqual({ redemptionId, points: 400 });
		expect(await listOpenLots(db, ada.id)).toEqual(lots);
		const after = await rowsOf(db);
		expect(after.stock).toMatchObject([{ given: 1, items_left: 1 }]);
		expect(after.redemptions).toMatchObject([{ status: 'cancelled' }]);
		// Again with the same id, and with that of an old page behind the back button.
		expect(await cancelRedemption(db, command, later)).toEqual({ redemptionId, points: 400 });
		expect(await cancelRedemption(db, cancelling(ada, redemptionId), later)).toEqual({
			redemptionId,
			points: 400
		});
		expect(await rowsOf(db)).toEqual(after);
		expect(await readVoucher(db, ada.id, redemptionId, later)).toMatchObject({
			status: 'cancelled',
			cancelTo: undefined,
			qr: undefined
		});
		expect(await problems(db)).toEqual([]);
	});

	test('E3: many who cancel the same at once give the points back once', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db, {}, { stock: 1 });
		const { redemptionId } = await redeemReward(db, redeeming(ada, rewardId), now);
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => cancelRedemption(db, cancelling(ada, redemptionId), now))
		);
		expect(new Set(answers.map(({ points }) => points))).toEqual(new Set([400]));
		expect(await balanceOf(db, ada.id)).toBe(1_000);
		expect(await problems(db)).toEqual([]);
	});

	test('E3: after its days, or where it has none, a redemption stays; nobody cancels for another', async () => {
		const { db, ada, bob } = await house();
		const final = await offered(db, { cancelWithinDays: undefined });
		const { redemptionId } = await redeemReward(db, redeeming(ada, await offered(db)), now);
		const { redemptionId: fixed } = await redeemReward(db, redeeming(ada, final), now);
		const before = await rowsOf(db);
		const attempts: [Person, string, string, string][] = [
			[ada, redemptionId, '2025-04-04T00:00:00.000Z', 'cancel-too-late'],
			[ada, fixed, now, 'cancel-too-late'],
			[bob, redemptionId, now, 'not-found'],
			[ada, newId(), now, 'not-found']
		];
		for (const [person, id, at, code] of attempts)
			await expect(cancelRedemption(db, cancelling(person, id), at)).rejects.toMatchObject({
				code
			});
		expect(await rowsOf(db)).toEqual(before);
	});

	test('E3 C4: the id of another cancellation is refused', async () => {
		const { db, ada } = await house();
		const rewardId = await offered(db);
		const { redemptionId } = await redeemReward(db, redeeming(ada, rewardId), now);
		const { redemptionId: other } = await redeemReward(db, redeeming(ada, rewardId), now);
		const command = cancelling(ada, redemptionId);
		await cancelRedemption(db, command, now);
		await expect(
			cancelRedemption(db, { ...command, redemptionId: other }, now)
		).rejects.toMatchObject({ code: 'same-id-other-body' });
		expect(await balanceOf(db, ada.id)).toBe(600);
	});

	test('E4: vouchers are listed, those that can be used first; somebody else sees none', async () => {
		const { db, ada, bob } = await house();
		const short = await offered(db, { validDays: 1, points: 100, properties: ['LAKE'] });
		const { redemptionId } = await redeemReward(db, redeeming(ada, await offered(db)), now);
		const brief = await redeemReward(db, redeeming(ada, short, 100), now);
		const open = await readVouchers(db, ada.id, now);
		expect(open.open.map(({ id }) => id)).toEqual([brief.redemptionId, redemptionId]);
		expect(open.open[0]?.properties).toEqual([{ en: 'LAKE' }]);
		expect((await readRewards(db, ada.id, true, now)).openVouchers).toBe(2);
		const after = await readVouchers(db, ada.id, later);
		expect(after.open.map(({ id }) => id)).toEqual([redemptionId]);
		expect(after.past).toMatchObject([{ id: brief.redemptionId, status: 'expired' }]);
		expect(await readVouchers(db, bob.id, now)).toMatchObject({ open: [], past: [] });
		await expect(readVoucher(db, bob.id, redemptionId, now)).rejects.toMatchObject({
			code: 'not-found'
		});
	});
});
