import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, placeOf } from './databases.ts';
import { folder } from './import-files.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';

// Processes are slow on a busy machine, which is no fault of theirs.
vi.setConfig({ testTimeout: 180_000 });

const root = path.join(import.meta.dirname, '../..');

function call(env: Record<string, string>, ...args: string[]) {
	const { DATABASE_URL: _, ...own } = process.env;
	const child = spawn(process.execPath, ['src/cli.ts', ...args, '--json'], {
		cwd: root,
		env: { ...own, STAYWARD_CLOCK: '2026-03-01T09:00:00Z', ...env }
	});
	const ran = { out: '', said: '' };
	child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (ran.said += chunk.toString()));
	return new Promise<{ status: number | null; answer: unknown }>((resolve) => {
		child.once('close', (status) => {
			resolve({ status, answer: JSON.parse(status === 0 ? ran.out : ran.said) as unknown });
		});
	});
}

onBothDatabases((open) => {
	test('D2 M7: rates are added, imported, corrected and listed, and free the stays that wait', async () => {
		const db = await open();
		await publish(db, plainVersion);
		await build(db);
		const [ada] = await enrol(db, 1);
		const dollars = { currency: 'USD', stayId: 'S' };
		await recordStays(db, [stayOf(ada, dollars)], '2025-03-04T12:00:00.000Z');
		const { databaseUrl, dataDir } = placeOf(db);
		const env = { STAYWARD_DATA: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };

		expect(await call(env, 'fx', 'add', 'EUR', 'USD', '2025-03-03', '1.25')).toEqual({
			status: 0,
			answer: {
				base: 'EUR',
				quote: 'USD',
				day: '2025-03-03',
				rate: '1.25',
				outcome: 'created',
				posted: 1
			}
		});
		const file = path.join(await folder(), 'rates.csv');
		await writeFile(
			file,
			'base,quote,day,rate\nEUR,USD,2025-03-03,1.30\nEUR,JPY,2025-03-03,160\nEUR,JPY,x,1\n'
		);
		expect(await call(env, 'fx', 'import', file)).toMatchObject({
			status: 0,
			answer: {
				rows: 3,
				created: 1,
				changed: 0,
				unchanged: 0,
				rejected: 2,
				errors: [{ line: 2, reason: 'is known as 1.25' }, { line: 4 }],
				posted: 0
			}
		});
		expect(await call(env, 'fx', 'add', 'EUR', 'USD', '2025-03-03', '1.3')).toMatchObject({
			status: 1,
			answer: { code: 'rate-known', facts: { rate: '1.25' } }
		});
		expect(await call(env, 'fx', 'add', 'EUR', 'USD', '2025-03-03', '-1.3')).toMatchObject({
			status: 2
		});
		expect(await call(env, 'fx', 'add', 'EUR', 'USD', '2025-03-03', '1e3')).toMatchObject({
			status: 1,
			answer: { code: 'invalid', facts: { field: 'rate' } }
		});
		expect(await call(env, 'fx', 'list', '--currency', 'JPY')).toEqual({
			status: 0,
			answer: {
				total: 1,
				rates: [{ base: 'EUR', quote: 'JPY', day: '2025-03-03', rate: '160' }]
			}
		});
		const real = { ...env, STAYWARD_CLOCK: '', ORIGIN: 'https://stays.example.com' };
		expect(await call(real, 'jobs', 'run', 'expiry', '--date', '2999-03-02')).toMatchObject({
			status: 1,
			answer: { code: 'date-ahead' }
		});
		const balance = await db.selectFrom('account').select('balance').executeTakeFirst();
		expect(balance).toEqual({ balance: 800 });
	});
});
