import { sql } from 'kysely';
import type { GuestKind, Sum, SumKind } from '#lib/domain/surveys/sums.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { SurveySumTable } from '../db/tables.ts';

// The sums of what was sent, by month, house, tier, guest and channel: a page reads some of them, however
// many responses there are.

export interface SumFilter {
	/** The code of a property. */
	readonly property?: string | undefined;
	/** From this month on, YYYY-MM. */
	readonly month?: string | undefined;
	/** The tier that was held then. */
	readonly tier?: string | undefined;
	readonly guest?: string | undefined;
	readonly channel?: string | undefined;
}

/** How many, and the sum of their scores in millionths. */
export interface MeanRow {
	readonly n: number;
	readonly micro: number;
}

type Cell = Pick<SurveySumTable, 'month' | 'property_id' | 'tier' | 'guest' | 'channel'>;

/** Adds what one response says; `sums` in the order of `sumsOf`. */
export async function addSums(trx: Trx, cell: Cell, sums: readonly Sum[]): Promise<void> {
	await trx
		.insertInto('survey_sum')
		.values(sums.map((sum) => ({ ...cell, ...sum })))
		.onConflict((conflict) =>
			conflict
				.columns(['kind', 'month', 'id', 'property_id', 'tier', 'guest', 'channel'])
				.doUpdateSet((row) => ({
					n: sql<number>`survey_sum.n + ${row.ref('excluded.n')}`,
					micro: sql<number>`survey_sum.micro + ${row.ref('excluded.micro')}`
				}))
		)
		.execute();
}

function among(reader: Reader, kinds: readonly SumKind[], filter: SumFilter) {
	const { property, month, tier, guest, channel } = filter;
	let found = reader.selectFrom('survey_sum').where('kind', 'in', kinds);
	if (month !== undefined) found = found.where('month', '>=', month);
	if (tier !== undefined) found = found.where('tier', '=', tier);
	if (guest !== undefined) found = found.where('guest', '=', guest as GuestKind);
	if (channel !== undefined) found = found.where('channel', '=', channel);
	if (property !== undefined)
		found = found.where('property_id', 'in', (one) =>
			one.selectFrom('property').select('property.id').where('code', '=', property)
		);
	return found.select((sum) => [sum.fn.sum('n').as('n'), sum.fn.sum('micro').as('micro')]);
}

const meanOf = ({ n, micro }: { n: unknown; micro: unknown }): MeanRow => ({
	n: Number(n),
	micro: Number(micro)
});

/** All that there is to say of some responses: for each kind what was counted by its id. */
export async function readSums(
	reader: Reader,
	filter: SumFilter
): Promise<ReadonlyMap<SumKind, ReadonlyMap<string, MeanRow>>> {
	const all = [...overall, 'dimension', 'item'] as const;
	const rows = await among(reader, all, filter)
		.select(['kind', 'id'])
		.groupBy(['kind', 'id'])
		.execute();
	const byKind = Map.groupBy(rows, ({ kind }) => kind);
	return new Map(
		[...byKind].map(([kind, found]) => [
			kind,
			new Map(found.map((row) => [row.id, meanOf(row)] as const))
		])
	);
}

/** What is counted once for a response. */
const overall = ['response', 'index', 'promoter', 'passive', 'detractor'] as const;
export type Overall = Partial<Record<(typeof overall)[number], MeanRow>>;

/** How it went from month to month, in their order. */
export async function readMonthSums(
	reader: Reader,
	filter: SumFilter
): Promise<(readonly [month: string, Overall])[]> {
	const rows = await among(reader, overall, filter)
		.select(['month', 'kind'])
		.groupBy(['month', 'kind'])
		.orderBy('month')
		.execute();
	return folded(rows, ({ month }) => month);
}

export interface CellSums {
	readonly property: string;
	readonly tier: string;
	readonly guest: GuestKind | '';
	readonly channel: string;
	readonly sums: Overall;
}

/** By house (its code), tier, guest and channel: one row for each that there is together. */
export async function readCellSums(reader: Reader, filter: SumFilter): Promise<CellSums[]> {
	const rows = await among(reader, overall, filter)
		.innerJoin('property', 'property.id', 'survey_sum.property_id')
		.select(['property.code as property', 'tier', 'guest', 'channel', 'kind'])
		.groupBy(['property.code', 'tier', 'guest', 'channel', 'kind'])
		.execute();
	const cellOf = ({ property, tier, guest, channel }: (typeof rows)[number]) => ({
		...{ property, tier, guest, channel }
	});
	return folded(rows, (row) => JSON.stringify(cellOf(row))).map(([cell, sums]) => ({
		...(JSON.parse(cell) as ReturnType<typeof cellOf>),
		sums
	}));
}

function folded<Row extends { kind: SumKind; n: unknown; micro: unknown }>(
	rows: readonly Row[],
	keyOf: (row: Row) => string
): (readonly [string, Overall])[] {
	const groups = Map.groupBy(rows, keyOf);
	return [...groups].map(([key, group]) => [
		key,
		Object.fromEntries(group.map((row) => [row.kind, meanOf(row)]))
	]);
}

/** How stays were booked that somebody answered about; each is found from the one before it in an index. */
export async function listChannels(reader: Reader): Promise<string[]> {
	const { rows } = await sql<{ channel: string }>`
		with recursive known (channel) as (
			select min(channel) from survey_sum where kind = 'response' and channel > ''
			union all
			select (select min(channel) from survey_sum
				where kind = 'response' and survey_sum.channel > known.channel)
			from known where channel is not null
		)
		select channel from known where channel is not null order by channel`.execute(reader);
	return rows.map(({ channel }) => channel);
}

/** How many were asked from that month on; undefined for a group that nobody is in before they answer. */
export async function countInvited(
	reader: Reader,
	{ property, month, tier, guest, channel }: SumFilter
): Promise<number | undefined> {
	if (tier ?? guest ?? channel) return undefined;
	let found = reader
		.selectFrom('survey_response')
		.select((response) => response.fn.countAll().as('n'));
	if (month !== undefined) found = found.where('invited_at', '>=', `${month}-01T00:00:00.000Z`);
	if (property !== undefined)
		found = found.where('property_id', 'in', (one) =>
			one.selectFrom('property').select('property.id').where('code', '=', property)
		);
	return Number((await found.executeTakeFirstOrThrow()).n);
}
