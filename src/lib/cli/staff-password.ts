import { setStaffPassword } from '#lib/server/staff/set-staff-password.ts';
import { withHouse, type Command } from './command.ts';
import { takePassword } from './password.ts';

export const command: Command = {
	words: [1, 1],
	options: { 'password-stdin': { type: 'boolean' } },
	async run(call) {
		const [email = ''] = call.words;
		const { password, drawn } = await takePassword(call.options['password-stdin'] === true);
		return withHouse(call.env, async ({ db, clock }) => {
			await setStaffPassword(db, { email, password }, { kind: 'system', id: 'cli' }, clock());
			return {
				text: `The password is set.${drawn ? ` It is ${password}` : ''}`,
				data: { email, ...(drawn && { password }) }
			};
		});
	}
};
