import { addRates } from '#lib/server/exchange/add-rates.ts';
import { postAllWaiting } from '#lib/server/exchange/post-waiting.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { textOption, withHouse, type Command } from './command.ts';

export const command: Command = {
	words: [4, 4],
	options: { why: { type: 'string' } },
	run(call) {
		const [base = '', quote = '', day = '', rate = ''] = call.words;
		const why = textOption(call, 'why');
		return withHouse(call.env, async ({ db, clock }) => {
			const actor = { kind: 'system', id: 'cli' } as const;
			const [added] = await addRates(db, [{ base, quote, day, rate }], { actor, why }, clock());
			if (added?.outcome === 'known') throw new Refusal('rate-known', { rate: added.rate });
			const posted = await postAllWaiting(db, clock);
			return {
				text: `One ${base} was ${rate} ${quote} on ${day}: ${added?.outcome}. Stays posted that waited: ${posted}.`,
				data: { base, quote, day, rate, outcome: added?.outcome, posted }
			};
		});
	}
};
