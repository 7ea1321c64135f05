import { z } from 'zod';
import { addDays, isPlainDate } from '#lib/domain/calendar.ts';
import { add, parseDecimal, times, toDecimal, type Fraction } from '#lib/domain/fraction.ts';
import { Refusal } from '#lib/domain/refusal.ts';

/** How one canonical column is made from the columns of a file that names them otherwise. */
export type Source =
	| { kind: 'column'; name: string; values?: Record<string, string> | undefined }
	| { kind: 'constant'; value: string }
	| { kind: 'date'; year: string; month: string; day: string }
	| { kind: 'days-after'; date: Source; days: Source }
	| { kind: 'days-before'; date: Source; days: Source }
	| { kind: 'sum'; of: Source[] }
	| { kind: 'product'; of: Source[] };

const name = z.string().min(1).max(200);

const Source: z.ZodType<Source> = z.lazy(() =>
	z.discriminatedUnion('kind', [
		z.strictObject({
			kind: z.literal('column'),
			name,
			// What the file writes, and the canonical word for it; a value that is not listed stays.
			values: z.record(z.string(), z.string()).optional()
		}),
		z.strictObject({ kind: z.literal('constant'), value: z.string() }),
		// Three columns; the month as a number or an English name.
		z.strictObject({ kind: z.literal('date'), year: name, month: name, day: name }),
		z.strictObject({ kind: z.literal('days-after'), date: Source, days: Source }),
		z.strictObject({ kind: z.literal('days-before'), date: Source, days: Source }),
		z.strictObject({ kind: z.literal('sum'), of: z.array(Source).min(1) }),
		z.strictObject({ kind: z.literal('product'), of: z.array(Source).min(1) })
	])
);

export const Mapping = z.strictObject({
	/** Words that stand for a value that is not there, such as NULL. */
	missing: z.array(z.string()).default([]),
	/** Canonical column → where it comes from; a text alone is the name of a column. */
	columns: z.record(z.string(), z.union([name, Source])).default({})
});
export type Mapping = z.infer<typeof Mapping>;

export const plainMapping: Mapping = { missing: [], columns: {} };

/** Cells by canonical name; empty ones are left out. */
export type Row = Record<string, string>;

/**
 * Fits a mapping to the header of a file: canonical columns that the mapping does not name are taken
 * from columns of the same name. Refuses columns that are named but not there, and a file that lacks
 * one of `required`.
 */
export function fitMapping(
	mapping: Mapping,
	header: readonly string[],
	canonical: readonly string[],
	required: readonly string[]
): (cells: readonly string[]) => Row {
	const place = placesOf(header);
	const columns = new Map<string, Source>();
	for (const column of canonical) {
		const given = mapping.columns[column];
		if (given !== undefined)
			columns.set(column, typeof given === 'string' ? { kind: 'column', name: given } : given);
		else if (place.has(column)) columns.set(column, { kind: 'column', name: column });
	}
	const unknown = Object.keys(mapping.columns).filter((column) => !canonical.includes(column));
	if (unknown.length > 0) throw new Refusal('mapping-invalid', { unknown: unknown.join(', ') });

	const lacking = [
		...required.filter((column) => !columns.has(column)),
		...[...columns.values()].flatMap(columnsOf).filter((column) => !place.has(column))
	];
	if (lacking.length > 0)
		throw new Refusal('columns-missing', { columns: [...new Set(lacking)].join(', ') });

	const missing = new Set(mapping.missing);
	const cell = (cells: readonly string[], column: string) => {
		const value = cells[place.get(column) ?? -1]?.trim() ?? '';
		return value === '' || missing.has(value) ? undefined : value;
	};
	const readers = [...columns].map(([column, source]) => [column, readerOf(source, cell)] as const);
	return (cells) => {
		const row: Row = {};
		for (const [column, read] of readers) {
			const value = read(cells);
			if (value !== undefined) row[column] = value;
		}
		return row;
	};
}

function placesOf(header: readonly string[]): Map<string, number> {
	const place = new Map<string, number>();
	for (const [at, cell] of header.entries()) {
		const column = cell.trim();
		if (column !== '' && place.has(column))
			throw new Refusal('file-unreadable', { why: `the column ${column} is there twice` });
		place.set(column, at);
	}
	return place;
}

function columnsOf(source: Source): string[] {
	switch (source.kind) {
		case 'column':
			return [source.name];
		case 'constant':
			return [];
		case 'date':
			return [source.year, source.month, source.day];
		case 'days-after':
		case 'days-before':
			return [...columnsOf(source.date), ...columnsOf(source.days)];
		case 'sum':
		case 'product':
			return source.of.flatMap(columnsOf);
	}
}

type Cell = (cells: readonly string[], column: string) => string | undefined;
type Read = (cells: readonly string[]) => string | undefined;

// What cannot be computed is handed on as it stands, so that the check of the row names the column.
function readerOf(source: Source, cell: Cell): Read {
	switch (source.kind) {
		case 'column': {
			const { name: column, values } = source;
			if (!values) return (cells) => cell(cells, column);
			const words = new Map(Object.entries(values));
			return (cells) => {
				const value = cell(cells, column);
				return value === undefined ? undefined : (words.get(value) ?? value);
			};
		}
		case 'constant':
			return () => source.value;
		case 'date':
			return (cells) => {
				const [year, month, day] = [source.year, source.month, source.day].map((column) =>
					cell(cells, column)
				);
				if (year === undefined && month === undefined && day === undefined) return undefined;
				return [year ?? '', monthOf(month ?? ''), day?.padStart(2, '0') ?? ''].join('-');
			};
		case 'days-after':
		case 'days-before': {
			const dateOf = readerOf(source.date, cell);
			const daysOf = readerOf(source.days, cell);
			const sign = source.kind === 'days-after' ? 1 : -1;
			return (cells) => {
				const date = dateOf(cells);
				const days = daysOf(cells);
				if (date === undefined || days === undefined) return undefined;
				if (!isPlainDate(date) || !/^\d{1,5}$/.test(days)) return `${date} and ${days} days`;
				return addDays(date, sign * Number(days));
			};
		}
		case 'sum':
		case 'product': {
			const parts = source.of.map((part) => readerOf(part, cell));
			const sums = source.kind === 'sum';
			return (cells) => {
				const values = parts.map((read) => read(cells));
				const there = values.filter((value) => value !== undefined);
				if (there.length === 0 || (!sums && there.length < values.length)) return undefined;
				const numbers: Fraction[] = [];
				for (const value of there) {
					const number = readNumber(value);
					if (!number) return value;
					numbers.push(number);
				}
				return toDecimal(numbers.reduce(sums ? add : times), decimals_max).text;
			};
		}
	}
}

const decimals_max = 18;

function readNumber(text: string): Fraction | undefined {
	return text.length <= 20 ? parseDecimal(text) : undefined;
}

const months = new Map(
	'january february march april may june july august september october november december'
		.split(' ')
		.map((month, at) => [month, String(at + 1).padStart(2, '0')])
);

function monthOf(text: string): string {
	return months.get(text.toLowerCase()) ?? text.padStart(2, '0');
}
