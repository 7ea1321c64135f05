import { importRates } from '#lib/server/exchange/import-rates.ts';
import { postAllWaiting } from '#lib/server/exchange/post-waiting.ts';
import { textOption, withHouse, type Command } from './command.ts';

export const command: Command = {
	words: [1, 1],
	options: { encoding: { type: 'string' }, why: { type: 'string' } },
	run: (call) =>
		withHouse(call.env, async ({ db, clock }) => {
			const [file = ''] = call.words;
			const encoding = textOption(call, 'encoding');
			const actor = { kind: 'system', id: 'cli' } as const;
			const source = { file, encoding, actor, why: textOption(call, 'why') };
			const result = await importRates(db, source, clock);
			const posted = await postAllWaiting(db, clock);
			const { rows, created, changed, unchanged, rejected, errors } = result;
			const lines = errors.slice(0, 20).map(({ line, reason }) => `  line ${line}: ${reason}`);
			const head = `${rows} rows: created ${created}, changed ${changed}, unchanged ${unchanged}, rejected ${rejected}; stays posted that waited: ${posted}`;
			return { text: [head, ...lines].join('\n'), data: { ...result, posted } };
		})
};
