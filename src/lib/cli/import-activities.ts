import { importActivities } from '#lib/server/import/import-activities.ts';
import { withHouse, type Command } from './command.ts';

export const command: Command = {
	words: [1, 1],
	run: (call) =>
		withHouse(call.env, async ({ db, clock }) => {
			const [file = ''] = call.words;
			const result = await importActivities(db, file, clock);
			const { rows, posted, withoutPoints, rejected, errors } = result;
			const lines = errors.slice(0, 20).map(({ line, reason }) => `  line ${line}: ${reason}`);
			const head = `${rows} rows: posted ${posted}, without points ${withoutPoints}, rejected ${rejected}`;
			return { text: [head, ...lines].join('\n'), data: result };
		})
};
