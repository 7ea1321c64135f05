import { importMembers } from '#lib/server/import/import-members.ts';
import { textOption, withHouse, type Command } from './command.ts';

export const command: Command = {
	words: [1, 1],
	options: { encoding: { type: 'string' } },
	run: (call) =>
		withHouse(call.env, async ({ db, clock }) => {
			const [file = ''] = call.words;
			const encoding = textOption(call, 'encoding');
			const result = await importMembers(db, { file, encoding }, clock);
			const { rows, created, unchanged, rejected, errors } = result;
			const lines = errors.slice(0, 20).map(({ line, reason }) => `  line ${line}: ${reason}`);
			const head = `${rows} rows: created ${created}, unchanged ${unchanged}, rejected ${rejected}`;
			return { text: [head, ...lines].join('\n'), data: result };
		})
};
