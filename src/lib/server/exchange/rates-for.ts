import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import type { RateOn, StayFacts } from '#lib/domain/stays/stay.ts';
import type { Reader } from '../db/database.ts';
import { readRates } from './queries.ts';

/** The rates that pricing these stays asks for; the exact day only. None is read where none is needed. */
export function readRatesFor(
	reader: Reader,
	stays: readonly StayFacts[],
	programme: Programme
): Promise<RateOn> {
	const wanted = stays.flatMap(({ currency: quote, departure: day }) => {
		const base = versionOn(programme, day).document.currency;
		return base === quote ? [] : [{ base, quote, day }];
	});
	return readRates(reader, wanted);
}
