import { isPlainDate } from '#lib/domain/calendar.ts';
import { publishProgramme } from '#lib/server/programme/publish.ts';
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
			const lines = published.map(({ number, from: day }) =>
				number === 1
					? 'Version 1 is in force from the beginning.'
					: `Version ${number} takes effect on ${day}.`
			);
			return { text: lines.join('\n'), data: { published } };
		});
	}
};
