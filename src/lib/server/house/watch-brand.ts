import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { Log } from '../log.ts';
import { startLoop } from '../outbox/loop.ts';
import { readBrand, type ShownBrand } from './read-brand.ts';

/** The hotel's look in this process: no page asks the database for it. */
export interface BrandWatch {
	readonly now: () => ShownBrand;
	/** Somebody saved it here: show it with the next answer. */
	readonly refresh: () => Promise<void>;
	readonly stop: () => Promise<void>;
}

/** Reads it, and again every few seconds: another process may have changed it. */
export async function watchBrand(db: Db, config: Config, log: Log): Promise<BrandWatch> {
	let shown = await readBrand(db, config);
	const refresh = async () => {
		shown = await readBrand(db, config);
	};
	const loop = startLoop(refresh, log);
	return { now: () => shown, refresh, stop: loop.stop };
}
