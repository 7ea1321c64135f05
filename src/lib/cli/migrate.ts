import { withHouse, type Command } from './command.ts';

export const command: Command = {
	run: ({ env }) =>
		withHouse(env, ({ applied }) => {
			const text =
				applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`;
			return Promise.resolve({ text, data: { applied } });
		})
};
