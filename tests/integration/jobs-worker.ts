import type { Place } from '#lib/server/db/open.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { runJob } from '#lib/server/jobs/run.ts';

/** A process of its own that runs one job: says "ready", then what it did or why it did not. */
export interface JobTask {
	readonly place: Place;
	readonly job: string;
	readonly date: string;
	readonly now: string;
}

async function work({ place, job, date, now }: JobTask): Promise<void> {
	const db = await openDatabase(place);
	process.stdout.write('ready\n');
	const answer = await runJob(db, job, date, () => now).catch((error: unknown) => ({
		refused: (error as { code?: unknown }).code ?? String(error)
	}));
	process.stdout.write(`${JSON.stringify(answer)}\n`);
	await db.destroy();
}

const task = process.argv[2];
if (task !== undefined && import.meta.filename === process.argv[1])
	await work(JSON.parse(task) as JobTask);
