import { newId } from '#lib/server/ids.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { needOption, textOption, UsageError, withHouse, type Command } from './command.ts';
import { takePassword } from './password.ts';

const roles = ['desk', 'manager', 'owner'] as const;

export const command: Command = {
	words: [1, 1],
	options: {
		name: { type: 'string' },
		role: { type: 'string' },
		property: { type: 'string' },
		locale: { type: 'string' },
		'password-stdin': { type: 'boolean' }
	},
	async run(call) {
		const [email = ''] = call.words;
		const name = needOption(call, 'name');
		const role = roles.find((one) => one === needOption(call, 'role'));
		if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}`);
		if (!/^\S+@\S+$/.test(email)) throw new UsageError(`${email} is not an e-mail address`);
		const propertyCodes = textOption(call, 'property')?.split(',') ?? [];
		const locale = textOption(call, 'locale') ?? 'en';
		const { password, drawn } = await takePassword(call.options['password-stdin'] === true);
		return withHouse(call.env, async ({ db, clock }) => {
			const staff = { id: newId(), name, email, role, locale, propertyCodes, password };
			await createStaff(db, staff, { kind: 'system', id: 'cli' }, clock());
			return {
				text: `Added ${name} (${role}).${drawn ? ` Password: ${password}` : ''}`,
				data: { id: staff.id, email, role, ...(drawn && { password }) }
			};
		});
	}
};
