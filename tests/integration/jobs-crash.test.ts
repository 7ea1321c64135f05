import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Random } from '#lib/server/demo/random.ts';
import { minutesAfter } from '#lib/server/clock.ts';
import { findRun } from '#lib/server/jobs/queries.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, placeOf } from './databases.ts';
import type { JobTask } from './jobs-worker.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';

const seed = Number(process.env['STAYWARD_SEED'] ?? Date.now() % 1_000_000);
const worker = path.join(import.meta.dirname, 'jobs-worker.ts');
const people_count = 400;

/** Runs the worker to its end, or kills it so long after it is ready; what it said last. */
async function runWorker(task: JobTask, lives_ms?: number): Promise<string | undefined> {
	const child = spawn(process.execPath, [worker, JSON.stringify(task)], { stdio: 'pipe' });
	let said = '';
	let problems = '';
	child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
	child.stdout.on('data', (chunk: Buffer) => {
		const isFirst = said === '';
		said += chunk.toString();
		if (isFirst && lives_ms !== undefined) void sleep(lives_ms).then(() => child.kill('SIGKILL'));
	});
	await new Promise((resolve) => child.once('close', resolve));
	expect(problems).toBe('');
	return said
		.split('\n')
		.filter((line) => line.startsWith('{'))
		.at(-1);
}

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publish(db, { ...plainVersion, reminders: { daysBefore: [60] } });
		await build(db);
		const people = await enrol(db, people_count);
		const day = { arrival: '2025-02-28', departure: '2025-02-28' };
		const stays = people.map((person) => stayOf(person, day));
		await recordStays(db, stays, '2025-03-01T00:00:00.000Z', { quiet: true });
		const { databaseUrl, dataDir } = placeOf(db);
		return { db, place: { dataDir, ...(databaseUrl && { databaseUrl }) } };
	}
	const minutesOn = (date: string, minutes: number) =>
		minutesAfter(`${date}T03:00:00.000Z`, minutes);

	test(
		`T1 D4: an expiry and its reminders that are killed again and again end as one run (seed ${seed})`,
		{ timeout: 120_000 },
		async () => {
			const { db, place } = await house();
			const random = new Random(seed);
			for (const [job, date] of [
				['reminders', '2026-01-05'],
				['expiry', '2026-03-01']
			] as const) {
				for (let kill = 0; kill < 4; kill++) {
					const task = { place, job, date, now: minutesOn(date, kill * 2) };
					await runWorker(task, random.below(120));
				}
				const last = await runWorker({ place, job, date, now: minutesOn(date, 100) });
				expect(last).not.toContain('refused');
				const run = await findRun(db, { name: job, date });
				expect(run?.finished_at).not.toBeNull();
			}
			const mails = await db
				.selectFrom('outbox')
				.select('to_id')
				.where('topic', '=', 'points-expiring')
				.execute();
			expect(mails).toHaveLength(people_count);
			expect(new Set(mails.map(({ to_id }) => to_id)).size).toBe(people_count);
			const expired = db.selectFrom('entry').select('member_id').where('kind', '=', 'expire');
			expect(await expired.execute()).toHaveLength(people_count);
			expect((await verifyLedger(db)).problems).toEqual([]);
		}
	);

	test('P5: of three processes at once one runs the job, and its counts are those of the work', async () => {
		const { db, place } = await house();
		const task = { place, job: 'expiry', date: '2026-03-01', now: minutesOn('2026-03-01', 0) };
		const said = await Promise.all([task, task, task].map((one) => runWorker(one)));
		const answers = said.map((line) => JSON.parse(line ?? '{}') as Record<string, unknown>);
		const worked = answers.filter((answer) => answer['entries'] === people_count);
		expect(worked).toHaveLength(1);
		for (const answer of answers.filter((one) => one !== worked[0]))
			expect([answer['refused'], answer['entries']]).toContainEqual(
				'refused' in answer ? 'still-running' : 0
			);
		const expired = db.selectFrom('entry').select('member_id').where('kind', '=', 'expire');
		expect(await expired.execute()).toHaveLength(people_count);
	});
});
