import { expect, test } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';
import { redeemReward, type RedeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { balanceOf, now, offered, openHouse, problems, redeeming, rowsOf } from './reward-house.ts';

const isFull = (process.env.STAYWARD_TIER ?? 'fast') !== 'fast';
const clients = isFull ? [2, 8, 50, 200] : [2, 8, 50];
const rounds = isFull ? 20 : 2;

onBothDatabases((open, dialect) => {
	/** All at once: nobody begins before everybody is there. */
	async function race(commands: readonly RedeemReward[], handles: readonly Db[]) {
		let begin = () => {};
		const barrier = new Promise<void>((resolve) => (begin = resolve));
		const asked = commands.map(async (command, at) => {
			await barrier;
			return redeemReward(handles[at % handles.length]!, command, now);
		});
		begin();
		const results = await Promise.allSettled(asked);
		return {
			won: results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
			refused: results.flatMap((one) =>
				one.status === 'rejected' ? [(one.reason as { code?: string }).code ?? one.reason] : []
			)
		};
	}

	test.for(clients)(
		'T4 E2: the last item goes to one of %i, and only the winner pays',
		{ timeout: 120_000 },
		async (count) => {
			const { db, people } = await openHouse(await open(), { count });
			for (let round = 0; round < rounds; round++) {
				const stock = Math.min(round + 1, count - 1);
				const points = 100;
				const rewardId = await offered(db, { points }, { stock });
				const before = await Promise.all(people.map(({ id }) => balanceOf(db, id)));
				const commands = people.map((person) => redeeming(person, rewardId, points));
				const { won, refused } = await race(commands, [db]);
				expect(won).toHaveLength(stock);
				expect(refused).toEqual(Array.from({ length: count - stock }, () => 'out-of-stock'));
				const winners = new Set(won.map(({ redemptionId }) => redemptionId));
				for (const [at, { id }] of people.entries()) {
					const paid = winners.has(commands[at]!.id) ? points : 0;
					expect(await balanceOf(db, id)).toBe(before[at]! - paid);
				}
			}
			expect(await problems(db)).toEqual([]);
		}
	);

	test('T4 E2: the same from two handles, as two processes have them', async () => {
		const { db, people } = await openHouse(await open(), { count: 50 });
		const other = await openPlace(placeOf(db));
		const rewardId = await offered(db, {}, { stock: 7 });
		const commands = people.map((person) => redeeming(person, rewardId));
		const { won, refused } = await race(commands, [db, other]);
		expect(won).toHaveLength(7);
		expect(refused).toEqual(Array.from({ length: 43 }, () => 'out-of-stock'));
		const rows = await rowsOf(db);
		expect(rows.stock).toMatchObject([{ given: 7, items_left: 0 }]);
		expect(rows.redemptions).toHaveLength(7);
		expect(rows.accounts.filter(({ balance }) => balance === 600)).toHaveLength(7);
		expect(rows.accounts.filter(({ balance }) => balance === 1_000)).toHaveLength(43);
		expect(await problems(db)).toEqual([]);
	}, 120_000);

	test('T5 E2: of 50 redemptions of enough points for one, one succeeds', async () => {
		const { db, ada } = await openHouse(await open(), { count: 1, points: 799 });
		const rewardId = await offered(db);
		const commands = Array.from({ length: 50 }, () => redeeming(ada, rewardId));
		const { won, refused } = await race(commands, [db]);
		expect(won).toMatchObject([{ points: 400, balance: 399 }]);
		expect(refused).toEqual(Array.from({ length: 49 }, () => 'not-enough-points'));
		expect((await rowsOf(db)).redemptions).toHaveLength(1);
		expect(await problems(db)).toEqual([]);
	}, 60_000);

	test('T5 E1: of 50 redemptions of a reward that a member may have once, one succeeds', async () => {
		const { db, ada } = await openHouse(await open(), { count: 1, points: 40_000 });
		const rewardId = await offered(db, { limitPerMember: 1 });
		const commands = Array.from({ length: 50 }, () => redeeming(ada, rewardId));
		const { won, refused } = await race(commands, [db]);
		expect(won).toHaveLength(1);
		expect(new Set(refused)).toEqual(new Set(['reward-limit-reached']));
		expect(await balanceOf(db, ada.id)).toBe(39_600);
	}, 60_000);

	test('T5 C4: the same id 50 times is one redemption and 50 equal answers', async () => {
		const { db, ada } = await openHouse(await open(), { count: 1 });
		const command = redeeming(ada, await offered(db, {}, { stock: 50 }));
		const handles = dialect === 'postgres' ? [db, await openPlace(placeOf(db))] : [db];
		const { won, refused } = await race(
			Array.from({ length: 50 }, () => command),
			handles
		);
		expect(refused).toEqual([]);
		expect(new Set(won.map((one) => JSON.stringify(one))).size).toBe(1);
		const rows = await rowsOf(db);
		expect(rows.redemptions).toHaveLength(1);
		expect(rows.stock).toMatchObject([{ items_left: 49 }]);
		expect(rows.accounts).toMatchObject([{ balance: 600 }]);
		expect(await problems(db)).toEqual([]);
	}, 60_000);

	test('T5 C4: of 50 with the same id and two bodies, those of the other body are refused', async () => {
		const { db, ada } = await openHouse(await open(), { count: 1 });
		const command = redeeming(ada, await offered(db));
		const other = await offered(db);
		const { won, refused } = await race(
			Array.from({ length: 50 }, (_, at) =>
				at % 2 === 0 ? command : { ...command, rewardId: other }
			),
			[db]
		);
		expect(won).toHaveLength(25);
		expect(refused).toEqual(Array.from({ length: 25 }, () => 'same-id-other-body'));
		expect((await rowsOf(db)).redemptions).toHaveLength(1);
		expect(await balanceOf(db, ada.id)).toBe(600);
	}, 60_000);
});
