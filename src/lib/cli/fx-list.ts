import { isPlainDate } from '#lib/domain/calendar.ts';
import { countRates, listRates } from '#lib/server/exchange/queries.ts';
import { textOption, UsageError, withHouse, type Call, type Command } from './command.ts';

const rates_max = 10_000;

export const command: Command = {
	options: { currency: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
	run(call) {
		const filter = {
			currency: textOption(call, 'currency'),
			from: dayOption(call, 'from'),
			to: dayOption(call, 'to')
		};
		return withHouse(call.env, async ({ db }) => {
			const page = { sort: 'day', descending: true, offset: 0, limit: rates_max } as const;
			const rows = await listRates(db, filter, page);
			const total = await countRates(db, filter);
			const rates = rows.map(({ base, quote, day, rate }) => ({ base, quote, day, rate }));
			const lines = rates.map(({ base, quote, day, rate }) => `${day}  ${base}  ${quote}  ${rate}`);
			const more = total > rows.length ? [`and ${total - rows.length} before them`] : [];
			const text = [...lines, ...more].join('\n') || 'There is no rate yet.';
			return { text, data: { total, rates } };
		});
	}
};

function dayOption(call: Call, name: string): string | undefined {
	const day = textOption(call, name);
	if (day !== undefined && !isPlainDate(day))
		throw new UsageError(`${day} is not a date of the form 2025-12-31`);
	return day;
}
