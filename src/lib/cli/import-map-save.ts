import { readFile } from 'node:fs/promises';
import { parseMapping, saveMapping } from '#lib/server/import/save-mapping.ts';
import { withHouse, type Command } from './command.ts';

export const command: Command = {
	words: [2, 2],
	run: ({ env, words: [name = '', file = ''] }) =>
		withHouse(env, async ({ db, clock }) => {
			const mapping = parseMapping(await readFile(file, 'utf8'));
			await saveMapping(db, name, mapping, clock());
			return { text: `Kept the mapping ${name}.`, data: { name, mapping } };
		})
};
