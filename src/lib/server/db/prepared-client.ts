import pg from 'pg';

const texts_max = 500;
const uses_min = 3;
/** PostgreSQL's word for a prepared statement whose tables have changed since (`feature_not_supported`). */
const outdated = '0A000';

/**
 * Clients that let PostgreSQL prepare what they say often, so that it is parsed and planned once a
 * connection. The names are those of one pool: its connections share them, other pools do not know them.
 */
export function preparedClient(): typeof pg.Client {
	const uses = new Map<string, number>();
	const names = new Map<string, string>();
	let renamed = 0;

	function nameOf(text: string): string | undefined {
		const name = names.get(text);
		if (name !== undefined || names.size === texts_max) return name;
		const used = (uses.get(text) ?? 0) + 1;
		if (used < uses_min) {
			// What is said once, with its values in the text, must not fill the memory.
			if (uses.size < 4 * texts_max) uses.set(text, used);
			return undefined;
		}
		uses.delete(text);
		names.set(text, `s${renamed}_${names.size}`);
		return names.get(text);
	}

	/** After a migration by another process every text gets a new name, and is prepared anew. */
	function forget(): void {
		names.clear();
		renamed += 1;
	}

	return class extends pg.Client {
		override query(...said: unknown[]): never {
			const [text, values] = said;
			const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
			const plain = () => super.query(...(said as Parameters<pg.Client['query']>));
			if (name === undefined) return plain() as never;
			const open = this.getTransactionStatus() === 'T';
			const prepared = super.query({ name, text: text as string, values: values as unknown[] });
			return prepared.catch((error: unknown) => {
				if ((error as { code?: string }).code !== outdated) throw error;
				forget();
				// In a transaction nothing can be said any more; `transact` tries it again from the start.
				if (open) throw error;
				return plain();
			}) as never;
		}
	};
}
