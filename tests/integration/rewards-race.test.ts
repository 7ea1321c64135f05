import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import type { Choice, Reward } from '#lib/domain/rewards/reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import type { Place } from '#lib/server/db/open.ts';
import type { RedeemReward } from '#lib/server/rewards/redeem-reward.ts';
import type { SaveReward } from '#lib/server/rewards/save-reward.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import type { Person } from './model/house.ts';
import { askAll, type Raced } from './redeem-worker.ts';
import { balanceOf, now, offered, openHouse, problems, redeeming, rowsOf } from './reward-house.ts';

const isFull = (process.env.STAYWARD_TIER ?? 'fast') !== 'fast';
const worker = path.join(import.meta.dirname, 'redeem-worker.ts');
const most = 200;
/** How many want it, and how often. */
const rivals = isFull
	? ([2, 8, 50, most] as const).map((count) => [count, 100] as const)
	: ([
			[2, 10],
			[8, 10],
			[50, 3],
			[most, 3]
		] as const);

type Ask = (commands: readonly RedeemReward[]) => Promise<Raced>;

const daily = { kind: 'breakfast', persons: 2, mornings: 1, amount: undefined } as const;
const property = 'CITY';
/** A reward of which there are so many: in all, in a house, on a day of a house. */
const stocks: readonly ((stock: number) => {
	readonly reward: Partial<Reward>;
	readonly choice?: Choice;
	readonly more?: Partial<SaveReward>;
})[] = [
	(stock) => ({ reward: { points: 1 }, more: { stock } }),
	(stock) => ({
		reward: { points: 1, asks: 'property' },
		choice: { property },
		more: { stockByHouse: { [property]: stock } }
	}),
	(perDay) => ({
		reward: { ...daily, points: 1, asks: 'date', perDay },
		choice: { property, useOn: '2025-04-20' }
	})
];

/** A process that redeems; `get` says a line and gives the next one that it answers. */
function start(place: Place) {
	const child = spawn(process.execPath, [worker, JSON.stringify({ place, now })], {
		stdio: ['pipe', 'pipe', 'inherit']
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	return {
		get: async (line: string) => {
			child.stdin.write(`${line}\n`);
			const { value } = await lines.next();
			return value ?? '';
		},
		end: () => new Promise((resolve) => child.once('close', resolve) && child.stdin.end())
	};
}

async function balancesOf(db: Db): Promise<Map<string, number>> {
	const rows = await db.selectFrom('account').select(['member_id', 'balance']).execute();
	return new Map(rows.map((row) => [row.member_id, row.balance]));
}

async function leftOf(db: Db, rewardId: string): Promise<(number | null)[]> {
	const rows = await db
		.selectFrom('reward_stock')
		.select('items_left')
		.where('reward_id', '=', rewardId)
		.where('given', 'is not', null)
		.execute();
	return rows.map((row) => row.items_left);
}

onBothDatabases((open, dialect) => {
	/** So many at once, of each stock in turn; who won, and what each paid. */
	async function round(db: Db, people: readonly Person[], at: number, ask: Ask): Promise<void> {
		const stock = Math.min(at + 1, people.length - 1);
		const { reward, choice, more } = stocks[at % stocks.length]!(stock);
		const rewardId = await offered(db, reward, more);
		const before = await balancesOf(db);
		const commands = people.map((person) => ({ ...redeeming(person, rewardId, 1), choice }));
		const { won, refused } = await ask(commands);
		expect(won).toHaveLength(stock);
		const soldOut = reward.perDay === undefined ? 'out-of-stock' : 'day-full';
		expect(refused).toEqual(Array.from({ length: people.length - stock }, () => soldOut));
		const winners = new Set(won.map(({ redemptionId }) => redemptionId));
		const after = await balancesOf(db);
		for (const { id, memberId } of commands)
			expect(after.get(memberId)).toBe(before.get(memberId)! - (winners.has(id) ? 1 : 0));
		expect(await leftOf(db, rewardId)).toEqual([0]);
	}

	test(
		'T4 E2: the last of a reward, of a house, of a day goes to one, and only the winner pays',
		{ timeout: isFull ? 900_000 : 60_000 },
		async () => {
			const { db, people } = await openHouse(await open(), { count: most, points: 1_000 });
			const other = await openPlace(placeOf(db));
			for (const [count, rounds] of rivals)
				for (let at = 0; at < rounds; at++)
					await round(db, people.slice(0, count), at, (commands) =>
						askAll([db, other], commands, now, Promise.resolve())
					);
			expect(await problems(db)).toEqual([]);
		}
	);

	test(
		`T4 E2: the same from two processes, ${most} clients`,
		{ timeout: isFull ? 300_000 : 60_000 },
		async () => {
			const { db, people } = await openHouse(await open(), { count: most, points: 1_000 });
			const processes = [start(placeOf(db)), start(placeOf(db))];
			for (let at = 0; at < (isFull ? 30 : 3); at++)
				await round(db, people, at, async (commands) => {
					const parts = processes.map((_, one) => commands.filter((_, all) => all % 2 === one));
					await Promise.all(processes.map((one, part) => one.get(JSON.stringify(parts[part]))));
					const raced = await Promise.all(processes.map((one) => one.get('go')));
					const both = raced.map((line) => JSON.parse(line) as Raced);
					return {
						won: both.flatMap(({ won }) => won),
						refused: both.flatMap(({ refused }) => refused)
					};
				});
			await Promise.all(processes.map((one) => one.end()));
			expect(await problems(db)).toEqual([]);
		}
	);

	test('T5 E2: of 50 redemptions of enough points for one, one succeeds', async () => {
		const { db, ada } = await openHouse(await open(), { count: 1, points: 799 });
		const rewardId = await offered(db);
		const commands = Array.from({ length: 50 }, () => redeeming(ada, rewardId));
		const { won, refused } = await askAll([db], commands, now, Promise.resolve());
		expect(won).toMatchObject([{ points: 400, balance: 399 }]);
		expect(refused).toEqual(Array.from({ length: 49 }, () => 'not-enough-points'));
		expect((await rowsOf(db)).redemptions).toHaveLength(1);
		expect(await problems(db)).toEqual([]);
	}, 60_000);

	test('T5 E1: of 50 redemptions of a reward that a member may have once, one succeeds', async () => {
		const { db, ada } = await openHouse(await open(), { count: 1, points: 40_000 });
		const rewardId = await offered(db, { limitPerMember: 1 });
		const commands = Array.from({ length: 50 }, () => redeeming(ada, rewardId));
		const { won, refused } = await askAll([db], commands, now, Promise.resolve());
		expect(won).toHaveLength(1);
		expect(new Set(refused)).toEqual(new Set(['reward-limit-reached']));
		expect(await balanceOf(db, ada.id)).toBe(39_600);
	}, 60_000);

	test('T5 C4: the same id 50 times is one redemption and 50 equal answers', async () => {
		const { db, ada } = await openHouse(await open(), { count: 1 });
		const command = redeeming(ada, await offered(db, {}, { stock: 50 }));
		const handles = dialect === 'postgres' ? [db, await openPlace(placeOf(db))] : [db];
		const { won, refused } = await askAll(
			handles,
			Array.from({ length: 50 }, () => command),
			now,
			Promise.resolve()
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
		const { won, refused } = await askAll(
			[db],
			Array.from({ length: 50 }, (_, at) =>
				at % 2 === 0 ? command : { ...command, rewardId: other }
			),
			now,
			Promise.resolve()
		);
		expect(won).toHaveLength(25);
		expect(refused).toEqual(Array.from({ length: 25 }, () => 'same-id-other-body'));
		expect((await rowsOf(db)).redemptions).toHaveLength(1);
		expect(await balanceOf(db, ada.id)).toBe(600);
	}, 60_000);
});
