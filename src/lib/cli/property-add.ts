import { addProperty } from '#lib/server/stays/properties.ts';
import { needOption, withHouse, type Command } from './command.ts';

export const command: Command = {
	words: [1, 1],
	options: {
		name: { type: 'string' },
		'time-zone': { type: 'string' },
		currency: { type: 'string' },
		brand: { type: 'string' }
	},
	run(call) {
		const [code = ''] = call.words;
		const property = {
			code,
			name: { en: needOption(call, 'name') },
			timeZone: needOption(call, 'time-zone'),
			currency: needOption(call, 'currency'),
			brand: needOption(call, 'brand')
		};
		return withHouse(call.env, async ({ db, clock }) => {
			const added = await addProperty(db, property, { kind: 'system', id: 'cli' }, clock());
			return { text: `Added the property ${added.code}.`, data: added };
		});
	}
};
