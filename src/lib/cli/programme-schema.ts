import { programmeSchema } from '#lib/domain/programme/json-schema.ts';
import type { Command } from './command.ts';

export const command: Command = {
	run() {
		const schema = programmeSchema();
		return Promise.resolve({ text: JSON.stringify(schema, null, '\t'), data: schema });
	}
};
