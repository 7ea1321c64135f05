import { isPlainDate } from '#lib/domain/calendar.ts';
import { isJobName, jobs, runJob } from '#lib/server/jobs/run.ts';
import { readToday } from '#lib/server/programme/read-programme.ts';
import { textOption, UsageError, withHouse, type Command } from './command.ts';

export const command: Command = {
	words: [1, 1],
	options: { date: { type: 'string' } },
	run(call) {
		const [name = ''] = call.words;
		if (!isJobName(name))
			throw new UsageError(`there is no job ${name}, only ${Object.keys(jobs).join(', ')}`);
		const given = textOption(call, 'date');
		if (given !== undefined && !isPlainDate(given))
			throw new UsageError(`${given} is not a date of the form 2025-12-31`);
		return withHouse(call.env, async ({ db, clock, config }) => {
			const date = given ?? (await readToday(db, clock()));
			// As with STAYWARD_CLOCK, what is coming can be tried everywhere but with real guests.
			const done = await runJob(db, name, date, clock, { ahead: !config.production });
			const counts = Object.entries(done).map(([what, count]) => `${what} ${count}`);
			return {
				text: `${name} ran for ${date}: ${counts.join(', ') || 'nothing to do'}`,
				data: { job: name, date, done }
			};
		});
	}
};
