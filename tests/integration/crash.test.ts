import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Random } from '#lib/server/demo/random.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { saveReward, type SaveReward } from '#lib/server/rewards/save-reward.ts';
import { ask, kindOf, rewardId, type Member, type Task } from './crash-worker.ts';
import { onBothDatabases, placeOf } from './databases.ts';
import { ada, ben, setUpHouse } from './import-files.ts';

const killsOf: Record<string, number> = { fast: 20, full: 300, soak: 2_000 };
const tier = process.env['STAYWARD_TIER'] ?? 'fast';
const kills = killsOf[tier] ?? 20;
const seed = Number(process.env['STAYWARD_SEED'] ?? Date.now() % 1_000_000);
const worker = path.join(import.meta.dirname, 'crash-worker.ts');
const back_ms_max = 3_000;

/** It takes from the stock of all, of its house and of the day. */
const breakfast: SaveReward = {
	rewardId,
	revision: 0,
	status: 'offered',
	stock: 90_000,
	stockByHouse: { CITY: 80_000 },
	reward: {
		kind: 'breakfast',
		name: { en: 'Breakfast' },
		description: { en: 'For two.' },
		points: 50,
		persons: 2,
		mornings: 1,
		asks: 'date',
		perDay: 10_000,
		validDays: 30,
		cancelWithinDays: 5
	}
};

interface Journal {
	/** What was acknowledged, by the number of the command. */
	readonly answers: Map<number, unknown>;
	/** From start to the first answer. */
	readonly backMs: number[];
}

/** Lets the worker go on until chance kills it, and keeps what it said. */
async function runAndKill(task: Task, journal: Journal, lives_ms: number): Promise<void> {
	const begun = performance.now();
	const child = spawn(process.execPath, [worker, JSON.stringify(task)], { stdio: 'pipe' });
	let problems = '';
	child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
	const closed = new Promise<string | null>((resolve) =>
		child.once('close', (_, signal) => resolve(signal))
	);
	let first = true;
	for await (const line of createInterface({ input: child.stdout })) {
		// The kill may cut a line that is being said: that answer is lost.
		if (!line.endsWith('}')) continue;
		const { at, answer } = JSON.parse(line) as { at: number; answer: unknown };
		journal.answers.set(at, answer);
		if (!first) continue;
		first = false;
		journal.backMs.push(performance.now() - begun);
		void sleep(lives_ms).then(() => child.kill('SIGKILL'));
	}
	expect(await closed, problems).toBe('SIGKILL');
}

/** Of a few restarts beside other tests the one in the middle: a machine may be busy at one moment. */
function timeBack(backMs: readonly number[]): number {
	const sorted = backMs.toSorted((one, other) => one - other);
	return sorted.at(tier === 'fast' ? Math.floor(sorted.length / 2) : -1) ?? Infinity;
}

onBothDatabases((open) => {
	test(
		`T1 C4: ${kills} kills during earning, redeeming and spending lose nothing and double nothing (seed ${seed})`,
		{ timeout: 60_000 + kills * 5_000 },
		async () => {
			const db = await open();
			await setUpHouse(db);
			await saveReward(db, breakfast, { kind: 'system', id: 'test' }, '2026-01-01T00:00:00.000Z');
			const members: Member[] = await db
				.selectFrom('member')
				.select(['id', 'number'])
				.where('number', 'in', [ada, ben])
				.orderBy('number')
				.execute();
			const { databaseUrl, dataDir } = placeOf(db);
			const place = { dataDir, ...(databaseUrl && { databaseUrl }) };
			const journal: Journal = { answers: new Map(), backMs: [] };
			const random = new Random(seed);
			for (let kill = 0; kill < kills; kill++) {
				const from = Math.max(-1, ...journal.answers.keys()) + 1;
				await runAndKill({ place, members, from }, journal, random.below(150));
			}

			const asked = Math.max(...journal.answers.keys()) + 1;
			expect(asked).toBeGreaterThanOrEqual(kills);
			// 0 lost, 0 doubled: one stay or one command for each, one entry for each of those.
			const stays = await db.selectFrom('stay').select(['id', 'source_id']).execute();
			const commands = await db.selectFrom('command').select(['id', 'answer']).execute();
			const redemptions = await db
				.selectFrom('redemption')
				.select(['id', 'status', 'points'])
				.execute();
			const entries = await db.selectFrom('entry').select(['id', 'stay_id', 'kind']).execute();
			for (const [at, answer] of journal.answers) {
				if (kindOf(at) === 'redeem') {
					const kept = redemptions.filter(({ id }) => id === `redeem-${at}`);
					expect(kept).toHaveLength(1);
					if (!journal.answers.has(at + 1)) continue;
					const status = kindOf(at + 1) === 'cancel' ? 'cancelled' : 'issued';
					expect(kept[0]).toMatchObject({ status, points: 50 });
				} else if (kindOf(at) === 'cancel') {
					expect(commands.filter(({ id }) => id === `cancel-${at}`)).toHaveLength(1);
				} else if (kindOf(at) === 'spend') {
					const kept = commands.filter(({ id }) => id === `spend-${at}`);
					expect(kept.map((command) => JSON.parse(command.answer) as unknown)).toEqual([answer]);
				} else {
					const kept = stays.filter((stay) => stay.source_id === `stay-${at}`);
					expect(kept.map(({ id }) => id)).toEqual([(answer as { stayId: string }).stayId]);
					expect(entries.filter((entry) => entry.stay_id === kept[0]!.id)).toHaveLength(1);
				}
			}
			// The one that was running when it was killed may be there, but nothing beyond it.
			expect(stays.length + commands.length - asked).toBeOneOf([0, 1]);
			expect(entries).toHaveLength(stays.length + commands.length);

			// The retry gives the first answer, and changes nothing.
			for (const [at, answer] of journal.answers) {
				const again = await ask(db, at, members);
				if (kindOf(at) !== 'stay') expect(again).toEqual(answer);
				else
					expect(again).toMatchObject({
						outcome: 'unchanged',
						stayId: (answer as { stayId: string }).stayId
					});
			}
			const after = await db.selectFrom('entry').select('id').execute();
			expect(after).toHaveLength(entries.length);
			expect(timeBack(journal.backMs)).toBeLessThan(back_ms_max);
			expect((await verifyLedger(db)).problems).toEqual([]);
		}
	);
});
