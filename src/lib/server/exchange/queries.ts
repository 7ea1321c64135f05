import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Rate } from '#lib/domain/exchange/rate.ts';
import type { RateOn } from '#lib/domain/stays/stay.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { ExchangeRateTable } from '../db/tables.ts';
import type { ListAsked } from '../lists.ts';

export type RateKey = Omit<Rate, 'rate'>;

export function keyOf({ base, quote, day }: RateKey): string {
	return `${base} ${quote} ${day}`;
}

const keys_max = 300;

/** The rates of these days, each currency pair and day asked for once. */
export async function readRates(reader: Reader, wanted: readonly RateKey[]): Promise<RateOn> {
	const known = new Map<string, string>();
	const keys = [...new Map(wanted.map((key) => [keyOf(key), key])).values()];
	for (let at = 0; at < keys.length; at += keys_max) {
		const rows = await reader
			.selectFrom('exchange_rate')
			.selectAll()
			.where(isOneOf(keys.slice(at, at + keys_max)))
			.execute();
		for (const row of rows) known.set(keyOf(row), row.rate);
	}
	return (base, quote, day) => known.get(keyOf({ base, quote, day }));
}

/** Adds those that are not known, at most some hundreds; says which were added. */
export async function claimRates(
	trx: Trx,
	rates: readonly ExchangeRateTable[]
): Promise<Set<string>> {
	const rows = await trx
		.insertInto('exchange_rate')
		.values(rates)
		.onConflict((conflict) => conflict.columns(['base', 'quote', 'day']).doNothing())
		.returning(['base', 'quote', 'day'])
		.execute();
	return new Set(rows.map(keyOf));
}

/** Holds rates to the end of the transaction. */
export function lockRates(trx: Trx, keys: readonly RateKey[]): Promise<ExchangeRateTable[]> {
	return trx
		.updateTable('exchange_rate')
		.set((row) => ({ rate: row.ref('rate') }))
		.where(isOneOf(keys))
		.returningAll()
		.execute();
}

export async function setRate(trx: Trx, row: ExchangeRateTable): Promise<void> {
	await trx
		.updateTable('exchange_rate')
		.set(row)
		.where('base', '=', row.base)
		.where('quote', '=', row.quote)
		.where('day', '=', row.day)
		.execute();
}

function isOneOf(keys: readonly RateKey[]) {
	const rows = keys.map(({ base, quote, day }) => sql`(${base}, ${quote}, ${day})`);
	return sql<boolean>`(base, quote, day) in (values ${sql.join(rows)})`;
}

export interface RateFilter {
	readonly currency?: string | undefined;
	readonly from?: PlainDate | undefined;
	readonly to?: PlainDate | undefined;
}

function rates(reader: Reader, { currency, from, to }: RateFilter) {
	let rows = reader.selectFrom('exchange_rate');
	if (currency !== undefined)
		rows = rows.where((rate) =>
			rate.or([rate('base', '=', currency), rate('quote', '=', currency)])
		);
	if (from !== undefined) rows = rows.where('day', '>=', from);
	if (to !== undefined) rows = rows.where('day', '<=', to);
	return rows;
}

export type RateSort = 'day' | 'base' | 'quote' | 'recorded';

export function listRates(
	reader: Reader,
	filter: RateFilter,
	{
		sort,
		descending,
		offset,
		limit
	}: Pick<ListAsked<RateSort>, 'sort' | 'descending' | 'offset' | 'limit'>
): Promise<ExchangeRateTable[]> {
	const column = sort === 'recorded' ? 'recorded_at' : sort;
	return rates(reader, filter)
		.selectAll()
		.orderBy(column, descending ? 'desc' : 'asc')
		.orderBy('base')
		.orderBy('quote')
		.orderBy('day')
		.offset(offset)
		.limit(limit)
		.execute();
}

export async function countRates(reader: Reader, filter: RateFilter): Promise<number> {
	const { count } = await rates(reader, filter)
		.select((rate) => rate.fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** The currencies that any rate names. */
export async function listRatedCurrencies(reader: Reader): Promise<string[]> {
	const rows = await reader
		.selectFrom('exchange_rate')
		.select('base as currency')
		.union(reader.selectFrom('exchange_rate').select('quote as currency'))
		.orderBy('currency')
		.execute();
	return rows.map(({ currency }) => currency);
}
