import type { DatabaseConnection } from 'kysely';
import { vi } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';

/** The statements that reach the database meanwhile, by whichever connection. */
export async function statementsOf(db: Db, act: () => Promise<unknown>): Promise<string[]> {
	const one = await db.getExecutor().provideConnection((connection) => Promise.resolve(connection));
	const connections = Object.getPrototypeOf(one) as DatabaseConnection;

	const plain = connections.executeQuery;
	const seen: string[] = [];
	const spy = vi.spyOn(connections, 'executeQuery').mockImplementation(function (
		this: DatabaseConnection,
		query
	) {
		seen.push(query.sql);
		return Reflect.apply(plain, this, [query]) as ReturnType<DatabaseConnection['executeQuery']>;
	});
	try {
		await act();
	} finally {
		spy.mockRestore();
	}
	return seen;
}
