import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '#lib/server/config.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Db } from '#lib/server/db/database.ts';

export interface Command {
	readonly options?: ParseArgsOptionsConfig;
	/** How many words follow the command's own: the least and the most. */
	readonly words?: readonly [number, number];
	readonly run: (call: Call) => Promise<Answer>;
}

export interface Call {
	readonly words: readonly string[];
	readonly options: Readonly<Record<string, string | boolean | undefined>>;
	readonly json: boolean;
	readonly env: NodeJS.ProcessEnv;
	/** A line for whoever waits, on stderr. */
	readonly say: (line: string) => void;
}

/** `data` is what `--json` prints, `text` what people read. Not done: exit 1. */
export interface Answer {
	readonly text: string;
	readonly data: unknown;
	readonly refused?: boolean;
}

/** The command was not understood: exit 2 with the usage text. */
export class UsageError extends Error {}

export interface House {
	readonly db: Db;
	readonly clock: Clock;
	readonly config: Config;
	/** Migrations that were missing and have just been applied. */
	readonly applied: readonly string[];
}

/** Opens the database that the environment names, brings its schema up to date, and closes it again. */
export async function withHouse<T>(
	env: NodeJS.ProcessEnv,
	work: (house: House) => Promise<T>
): Promise<T> {
	const [{ readConfig }, { makeClock }, { openDatabase }, { migrate }] = await Promise.all([
		import('#lib/server/config.ts'),
		import('#lib/server/clock.ts'),
		import('#lib/server/db/open.ts'),
		import('#lib/server/db/migrate.ts')
	]);
	const config = readConfig(env);
	const clock = makeClock(config.clock);
	const db = await openDatabase(config);
	try {
		const applied = await migrate(db, clock());
		return await work({ db, clock, config, applied });
	} finally {
		await db.destroy();
	}
}

export function textOption({ options }: Call, name: string): string | undefined {
	const value = options[name];
	return typeof value === 'string' ? value : undefined;
}

export function needOption(call: Call, name: string): string {
	const value = textOption(call, name);
	if (value === undefined) throw new UsageError(`--${name} is missing`);
	return value;
}
