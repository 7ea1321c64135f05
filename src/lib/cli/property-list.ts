import { listProperties } from '#lib/server/stays/properties.ts';
import { withHouse, type Command } from './command.ts';

export const command: Command = {
	run: ({ env }) =>
		withHouse(env, async ({ db }) => {
			const properties = await listProperties(db);
			const lines = properties.map(({ code, name, timeZone, currency, brand }) =>
				[code, name['en'], timeZone, currency, brand].join('  ')
			);
			return { text: lines.join('\n') || 'There is no property yet.', data: { properties } };
		})
};
