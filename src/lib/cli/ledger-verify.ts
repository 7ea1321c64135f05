import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { withHouse, type Command } from './command.ts';

export const command: Command = {
	run: ({ env }) =>
		withHouse(env, async ({ db }) => {
			const found = await verifyLedger(db);
			const { members, entries, problems } = found;
			const lines = problems.map((problem) => `  ${JSON.stringify(problem)}`);
			const head = `${members} members, ${entries} entries, ${problems.length} problems`;
			return { text: [head, ...lines].join('\n'), data: found, refused: problems.length > 0 };
		})
};
