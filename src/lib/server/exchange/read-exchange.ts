import { isPlainDate } from '#lib/domain/calendar.ts';
import type { RatesView, WaitingView } from '#lib/domain/views/exchange.ts';
import { nameThem } from '../audit/name-them.ts';
import type { Reader } from '../db/database.ts';
import { toText } from '../guests/lines.ts';
import { listState, readList } from '../lists.ts';
import { readNoPoints } from '../stays/facts.ts';
import { countRates, keyOf, listRatedCurrencies, listRates, type RateSort } from './queries.ts';
import { countWaiting, listWaiting, type WaitingSort } from './waiting-queries.ts';

const rateSorts: readonly [RateSort, ...RateSort[]] = ['day', 'base', 'quote', 'recorded'];
const waitingSorts: readonly [WaitingSort, ...WaitingSort[]] = ['departure', 'currency'];

/** The rates that are known, newest first unless asked otherwise, and how many stays wait for one. */
export async function readExchange(db: Reader, url: URL): Promise<RatesView> {
	const asked = readList(url, {
		sorts: rateSorts,
		descending: true,
		filters: ['currency', 'from', 'to']
	});
	const { currency, from, to } = asked.filters;
	const filter = { currency, from: day(from), to: day(to) };
	const rows = await listRates(db, filter, asked);
	const doers = rows.map(({ recorded_by }) => doerOf(recorded_by));
	const names = await nameThem(db, doers);
	return {
		list: listState(asked, await countRates(db, filter)),
		currencies: await listRatedCurrencies(db),
		waiting: await countWaiting(db),
		rates: rows.map((row) => ({
			id: keyOf(row),
			base: row.base,
			quote: row.quote,
			day: row.day,
			rate: row.rate,
			recordedAt: row.recorded_at,
			by: names.actor(doerOf(row.recorded_by)).name
		}))
	};
}

/** The stays that wait for a rate. */
export async function readWaiting(db: Reader, url: URL): Promise<WaitingView> {
	const asked = readList(url, { sorts: waitingSorts });
	const rows = await listWaiting(db, asked);
	return {
		list: listState(asked, await countWaiting(db)),
		stays: rows.map((row) => ({
			id: row.id,
			memberId: row.member_id ?? '',
			memberNumber: row.number,
			property: toText(row.property),
			arrival: row.arrival,
			departure: row.departure,
			source: row.source,
			sourceId: row.source_id,
			base: String(readNoPoints(row.no_points_because)?.facts['to'] ?? ''),
			quote: row.currency
		}))
	};
}

function day(text: string | undefined): string | undefined {
	return text !== undefined && isPlainDate(text) ? text : undefined;
}

/** As `recorded_by` keeps it: what kind of doer, and its id. */
function doerOf(text: string) {
	const [kind = '', id = ''] = text.split(' ');
	return kind === 'staff' ? { kind: 'staff' as const, id } : { kind: 'system' as const, id };
}
