import { isPlainDate } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Db } from '#lib/server/db/database.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { publishProgramme, type Publication } from '#lib/server/programme/publish.ts';
import { readToday } from '#lib/server/programme/read-programme.ts';
import { needOption, UsageError, withHouse, type Command } from './command.ts';
import { readProgrammeFile } from './programme-file.ts';

export const command: Command = {
	words: [1, 1],
	options: { from: { type: 'string' } },
	async run(call) {
		const [file = ''] = call.words;
		const from = needOption(call, 'from');
		if (!isPlainDate(from)) throw new UsageError(`${from} is not a date of the form 2025-12-31`);
		const document = await readProgrammeFile(file);
		return withHouse(call.env, async ({ db, clock }) => {
			const actor = { kind: 'system', id: 'cli' } as const;
			const published = await publishProgramme(db, document, from, actor, clock());
			await reviewNow(db, published, clock);
			const lines = published.map(({ number, from: day }) =>
				number === 1
					? 'Version 1 is in force from the beginning.'
					: `Version ${number} takes effect on ${day}.`
			);
			return { text: lines.join('\n'), data: { published } };
		});
	}
};

/** What takes effect today is there when the command ends, unless another process is at it already. */
async function reviewNow(db: Db, published: readonly Publication[], clock: Clock): Promise<void> {
	const today = await readToday(db, clock());
	if (!published.some(({ number, from }) => number > 1 && from <= today)) return;
	await runJob(db, 'tier-review', today, clock, { once: true }).catch((thrown: unknown) => {
		if (!(thrown instanceof Refusal) || thrown.code !== 'still-running') throw thrown;
	});
}
