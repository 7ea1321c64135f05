import { listMappings } from '#lib/server/import/queries.ts';
import { withHouse, type Command } from './command.ts';

export const command: Command = {
	run: ({ env }) =>
		withHouse(env, async ({ db }) => {
			const rows = await listMappings(db);
			const mappings = rows.map(({ name, updated_at: updatedAt }) => ({ name, updatedAt }));
			const text = mappings.map(({ name, updatedAt }) => `${name}  ${updatedAt}`).join('\n');
			return { text: text || 'No mapping is kept.', data: { mappings } };
		})
};
