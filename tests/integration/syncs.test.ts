import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const commits = 25;

/** Where tracing is not there or not allowed, the pragma alone is proven, in database.test.ts. */
const traced = spawnSync('strace', ['-f', '-e', 'trace=fsync', 'true']).status === 0;
if (!traced)
	console.warn('T2: syncs per commit are UNMEASURED here: strace is missing or forbidden');

test.skipIf(!traced)('T2 P5: every commit on SQLite reaches the disk before it is answered', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'stayward-syncs-'));
	const [before, after] = [countSyncs(folder, 0), countSyncs(folder, commits)];
	rmSync(folder, { recursive: true });
	expect(after - before).toBeGreaterThanOrEqual(commits);
});

/** Syncs of a process that opens a fresh database and commits `n` times. */
function countSyncs(folder: string, n: number): number {
	const trace = path.join(folder, `trace-${n}`);
	const script = `
		const { openDatabase } = await import('#lib/server/db/open.ts');
		const { transact } = await import('#lib/server/db/transact.ts');
		const { migrate } = await import('#lib/server/db/migrate.ts');
		const db = await openDatabase({ dataDir: ${JSON.stringify(path.join(folder, String(n)))} });
		await migrate(db, '2026-01-01T00:00:00.000Z');
		for (let i = 0; i < ${n}; i++)
			await transact(db, (trx) => trx.insertInto('migration').values({ name: 'commit ' + i, applied_at: '' }).execute());
		process.kill(process.pid, 'SIGKILL');`;
	const run = ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, process.execPath];
	spawnSync('strace', [...run, '--input-type=module', '--eval', script]);
	return readFileSync(trace, 'utf8').match(/(fsync|fdatasync)\(/g)?.length ?? 0;
}
