import Sqlite from 'better-sqlite3';
import {
	type CompiledQuery,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type QueryResult
} from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';

const wait_ms_max = 10_000;
const statements_max = 500;

/**
 * SQLite for a server: one connection that writes, behind a queue, and one that only reads, so that
 * a page never waits for a posting. Kysely's own driver says a plain `begin`: a transaction that
 * reads and then writes fails there with SQLITE_BUSY_SNAPSHOT, which no timeout helps.
 */
export function sqliteDialect(file: string): Dialect {
	return {
		createAdapter: () => new TwoConnections(),
		createDriver: () => new SqliteDriver(file),
		createIntrospector: (db) => new SqliteIntrospector(db),
		createQueryCompiler: () => new SqliteQueryCompiler()
	};
}

class TwoConnections extends SqliteAdapter {
	override get supportsMultipleConnections(): boolean {
		return true;
	}
}

class SqliteDriver implements Driver {
	readonly #file: string;
	#writer: Handle | undefined;
	#reader: Handle | undefined;
	readonly #queue = new Queue();

	constructor(file: string) {
		this.#file = file;
	}

	async init(): Promise<void> {
		this.#writer = await openHandle(this.#file);
		// Only now: while the file is opened, SQLite's own waiting is right. From here on waiting must
		// not block the event loop, so a busy writer answers at once and we ask again.
		this.#writer.db.pragma('busy_timeout = 0');
		this.#reader = await openHandle(this.#file);
		this.#reader.db.pragma('query_only = ON');
	}

	acquireConnection(): Promise<DatabaseConnection> {
		if (!this.#writer || !this.#reader) throw new Error('the database is not open');
		return Promise.resolve(new SqliteConnection(this.#writer, this.#reader, this.#queue));
	}

	beginTransaction(connection: SqliteConnection): Promise<void> {
		return connection.begin();
	}

	commitTransaction(connection: SqliteConnection): Promise<void> {
		return connection.end('commit');
	}

	rollbackTransaction(connection: SqliteConnection): Promise<void> {
		return connection.end('rollback');
	}

	releaseConnection(connection: SqliteConnection): Promise<void> {
		connection.release();
		return Promise.resolve();
	}

	async destroy(): Promise<void> {
		await this.#queue.enter();
		this.#reader?.db.close();
		this.#writer?.db.close();
		this.#reader = this.#writer = undefined;
	}
}

class SqliteConnection implements DatabaseConnection {
	readonly #writer: Handle;
	readonly #reader: Handle;
	readonly #queue: Queue;
	#leave: (() => void) | undefined;
	#ended = false;

	constructor(writer: Handle, reader: Handle, queue: Queue) {
		this.#writer = writer;
		this.#reader = reader;
		this.#queue = queue;
	}

	async begin(): Promise<void> {
		this.#leave = await this.#queue.enter();
		await untilFree(() => this.#writer.prepare('begin immediate').run());
	}

	end(how: 'commit' | 'rollback'): Promise<void> {
		// A full disk makes SQLite roll back by itself.
		if (how === 'commit' || this.#writer.db.inTransaction) this.#writer.prepare(how).run();
		this.#ended = true;
		this.release();
		return Promise.resolve();
	}

	release(): void {
		this.#leave?.();
		this.#leave = undefined;
	}

	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		if (this.#leave) return execute(this.#writer, query);
		// Whoever still holds a transaction that is over must not write outside of one.
		if (this.#ended) throw new Error('the transaction is over');
		if (this.#reader.prepare(query.sql).readonly) return execute(this.#reader, query);
		const leave = await this.#queue.enter();
		try {
			return await untilFree(() => execute<R>(this.#writer, query));
		} finally {
			leave();
		}
	}

	async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
		// Not from the cache: a statement that iterates is busy until its end.
		const handle = this.#leave ? this.#writer : this.#reader;
		for (const row of handle.db.prepare(query.sql).iterate(...query.parameters))
			yield { rows: [row as R] };
	}
}

function execute<R>(handle: Handle, { sql, parameters }: CompiledQuery): QueryResult<R> {
	const statement = handle.prepare(sql);
	if (statement.reader) return { rows: statement.all(...parameters) as R[] };
	return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
}

/** One connection and its prepared statements, the least recently used one dropped first. */
class Handle {
	readonly db: Sqlite.Database;
	readonly #statements = new Map<string, Sqlite.Statement>();

	constructor(db: Sqlite.Database) {
		this.db = db;
	}

	prepare(sql: string): Sqlite.Statement {
		const known = this.#statements.get(sql);
		if (known) {
			this.#statements.delete(sql);
			this.#statements.set(sql, known);
			return known;
		}
		const statement = this.db.prepare(sql);
		this.#statements.set(sql, statement);
		if (this.#statements.size > statements_max)
			this.#statements.delete(this.#statements.keys().next().value!);
		return statement;
	}
}

async function openHandle(file: string): Promise<Handle> {
	const db = new Sqlite(file, { timeout: wait_ms_max });
	// Two processes that open a new file at the same moment: the switch to WAL does not wait by itself.
	await untilFree(() => db.pragma('journal_mode = WAL'));
	// better-sqlite3 compiles WAL's default down to NORMAL, which may lose the last commits.
	db.pragma('synchronous = FULL');
	// 16 MB of log before it is folded into the file: a posting touches pages that the next ones touch
	// again, and each is then written once instead of many times.
	db.pragma('wal_autocheckpoint = 4000');
	db.pragma('foreign_keys = ON');
	db.pragma('recursive_triggers = ON');
	return new Handle(db);
}

/** Asks again while another process holds the write lock, without blocking this one. */
async function untilFree<T>(act: () => T): Promise<T> {
	for (let waited_ms = 0; ;) {
		try {
			return act();
		} catch (error) {
			const busy = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
			if (!busy || waited_ms >= wait_ms_max) throw error;
			const pause_ms = 1 + Math.random() * 9;
			await sleep(pause_ms);
			waited_ms += pause_ms;
		}
	}
}

/** First come, first served; who enters gets the function that leaves. */
class Queue {
	#last: Promise<void> = Promise.resolve();

	async enter(): Promise<() => void> {
		const before = this.#last;
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#last = promise;
		await before;
		return resolve;
	}
}
