import {
	sql,
	type Compilable,
	type CompiledQuery,
	type DatabaseConnection,
	type RawBuilder
} from 'kysely';
import { databaseOf, dialectOf, type Reader, type Trx } from './database.ts';
import type { Tables } from './tables.ts';

/** Stands in a query where a value comes later. */
class Slot {
	readonly name: PropertyKey;

	constructor(name: PropertyKey) {
		this.name = name;
	}
}

type Compiled = Map<unknown, CompiledQuery>;

// By the adapter, of which an opened database has one: its transactions share what it compiled.
const compiledBy = new WeakMap<object, Compiled>();

/**
 * A query that Kysely compiles once for a database; from then on only the values change. Compiling
 * costs more than SQLite needs to run most of them. `build` sees slots instead of values, so it must
 * hand each to the query as it is and decide nothing by it.
 */
export function statement<A extends object, R>(
	build: (reader: Reader, values: A) => Compilable<R>
): (reader: Reader, values: A) => Promise<R[]> {
	return async (reader, values) => {
		const query = compiled(reader, build, () => build(reader, slots<A>()).compile());
		return execute<R>(reader, query, (slot) => values[slot.name as keyof A]);
	};
}

/**
 * The same for rows under any number of keys, in no order. Texts are compiled for powers of two; a
 * shorter list names its last key again, which changes nothing in `in (…)`.
 */
export function keyedStatement<R, A extends object = object>(
	build: (reader: Reader, keys: readonly string[], values: A) => Compilable<R>
): (reader: Reader, keys: readonly string[], values?: A) => Promise<R[]> {
	return async (reader, keys, values) => {
		const rows: R[] = [];
		for (let at = 0; at < keys.length; at += keys_max) {
			const chunk = keys.slice(at, at + keys_max);
			const size = 2 ** Math.ceil(Math.log2(chunk.length));
			const query = compiled(reader, sizeOf(build, size), () =>
				build(reader, slotsFor(size), slots<A>()).compile()
			);
			const last = chunk.length - 1;
			const found = await execute<R>(reader, query, ({ name }) =>
				typeof name === 'number' ? chunk[Math.min(name, last)] : values?.[name as keyof A]
			);
			rows.push(...found);
		}
		return rows;
	};
}

function slotsFor(size: number): readonly string[] {
	return Array.from({ length: size }, (_, index) => new Slot(index) as unknown as string);
}

const keys_max = 512;

// Stands for a query and a size in the map of what is compiled.
const sizes = new WeakMap<object, Map<number, object>>();

function sizeOf(build: object, size: number): object {
	let known = sizes.get(build);
	if (!known) sizes.set(build, (known = new Map<number, object>()));
	let token = known.get(size);
	if (!token) known.set(size, (token = {}));
	return token;
}

/** Adds rows, many to a statement. All rows have the same columns, in the same order. */
export async function insertRows<T extends keyof Tables>(
	trx: Trx,
	table: T,
	rows: readonly Tables[T][]
): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const columns = Object.keys(first) as (keyof Tables[T])[];
	for (const chunk of chunksOf(rows)) {
		const query = compiled(trx, `insert ${table} ${columns.join()} ${chunk.length}`, () =>
			sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(String(name))))})
				values ${listOfSlots(chunk.length, columns.length)}`.compile(trx)
		);
		await executeFlat(
			trx,
			query,
			chunk.flatMap((row) => columns.map((column) => row[column]))
		);
	}
}

/**
 * Changes many rows by key, each with its own values: `text` gets a list of values whose columns are
 * called column1, column2, … on both databases and have these `types`. One name is one text.
 */
export async function changeRows(
	trx: Trx,
	name: string,
	text: (values: RawBuilder<unknown>) => RawBuilder<unknown>,
	types: readonly ('text' | 'bigint')[],
	rows: readonly (readonly (string | number | null)[])[]
): Promise<void> {
	for (const chunk of chunksOf(rows)) {
		const query = compiled(trx, `change ${name} ${chunk.length}`, () =>
			text(sql`(values ${listOfSlots(chunk.length, types.length, types)})`).compile(trx)
		);
		await executeFlat(trx, query, chunk.flat());
	}
}

const rows_max = 64;

// Sizes are powers of two, so that few texts serve every number of rows.
function* chunksOf<T>(rows: readonly T[]): Generator<readonly T[]> {
	let at = 0;
	while (at < rows.length) {
		const left = rows.length - at;
		const size = left >= rows_max ? rows_max : 2 ** Math.floor(Math.log2(left));
		yield rows.slice(at, at + size);
		at += size;
	}
}

function listOfSlots(
	rows: number,
	width: number,
	types?: readonly ('text' | 'bigint')[]
): RawBuilder<unknown> {
	const cell = (index: number) => {
		const slot = new Slot(index);
		return types ? sql`cast(${slot} as ${sql.raw(types[index] ?? 'text')})` : sql`${slot}`;
	};
	const row = () => sql`(${sql.join(Array.from({ length: width }, (_, index) => cell(index)))})`;
	return sql.join(Array.from({ length: rows }, row));
}

function slots<A extends object>(): A {
	return new Proxy({} as A, { get: (_, name) => new Slot(name) });
}

function compiled(reader: Reader, key: unknown, compile: () => CompiledQuery): CompiledQuery {
	const adapter = databaseOf(reader);
	let known = compiledBy.get(adapter);
	if (!known) compiledBy.set(adapter, (known = new Map<unknown, CompiledQuery>()));
	let query = known.get(key);
	if (!query) known.set(key, (query = compile()));
	return query;
}

async function execute<R>(
	reader: Reader,
	query: CompiledQuery,
	fill: (slot: Slot) => unknown
): Promise<R[]> {
	const parameters = query.parameters.map((one) => (one instanceof Slot ? fill(one) : one));
	return run<R>(reader, { ...query, parameters });
}

async function executeFlat(
	trx: Trx,
	query: CompiledQuery,
	parameters: readonly unknown[]
): Promise<void> {
	await run(trx, { ...query, parameters });
}

// By the executor, of which every transaction has one of its own, and every database one outside of them.
const connections = new WeakMap<object, DatabaseConnection>();

/**
 * Kysely's way from a query to its connection takes several turns of the event loop, as long as SQLite
 * needs for a page of a guest. There it is taken once; PostgreSQL's connections go back to a pool.
 */
async function run<R>(reader: Reader, query: CompiledQuery): Promise<R[]> {
	const executor = reader.getExecutor();
	const known = connections.get(executor);
	if (known) return (await known.executeQuery<R>(query)).rows;
	return executor.provideConnection(async (connection) => {
		if (dialectOf(reader) === 'sqlite') connections.set(executor, connection);
		return (await connection.executeQuery<R>(query)).rows;
	});
}
