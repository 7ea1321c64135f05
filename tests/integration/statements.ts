import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { vi } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';

/** The statements that reach the database meanwhile, by whichever connection. */
export async function statementsOf(db: Db, act: () => Promise<unknown>): Promise<string[]> {
	return (await answersOf(db, act)).map(({ text }) => text);
}

export interface Answer {
	readonly text: string;
	readonly values: readonly unknown[];
	/** How many the database handed over. */
	readonly rows: number;
}

/** The same statements with what came back, in the order in which they were answered. */
export async function answersOf(db: Db, act: () => Promise<unknown>): Promise<Answer[]> {
	const one = await db.getExecutor().provideConnection((connection) => Promise.resolve(connection));
	const connections = Object.getPrototypeOf(one) as DatabaseConnection;

	const plain = connections.executeQuery;
	const seen: Answer[] = [];
	const spy = vi.spyOn(connections, 'executeQuery').mockImplementation(async function <R>(
		this: DatabaseConnection,
		query: CompiledQuery
	) {
		const answer = (await Reflect.apply(plain, this, [query])) as QueryResult<R>;
		seen.push({ text: query.sql, values: query.parameters, rows: answer.rows.length });
		return answer;
	});
	try {
		await act();
	} finally {
		spy.mockRestore();
	}
	return seen;
}
