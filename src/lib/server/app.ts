import { makeClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { watchBrand, type BrandWatch } from './house/watch-brand.ts';
import { startSchedule } from './jobs/schedule.ts';
import { makeLog, type Log } from './log.ts';
import { houseOf } from './mail/house-of.ts';
import { makeTransport } from './mail/transports.ts';
import { takePushKeys } from './notices/push-keys.ts';
import { makePushSender, type PushSender } from './notices/send-push.ts';
import { deliverDue } from './outbox/deliver.ts';
import { startLoop } from './outbox/loop.ts';
import { installCatalogue } from './preferences/install-catalogue.ts';
import { mustHaveKeys } from './preferences/reseal.ts';

/** What a running process holds, from its start to its stop. */
export interface App {
	readonly config: Config;
	readonly db: Db;
	readonly log: Log;
	readonly now: Clock;
	/** Absent where the house has nothing to seal its keys with. */
	readonly push: PushSender | undefined;
	readonly brand: BrandWatch;
	/** A request may have queued a mail: send it now. */
	readonly mailSoon: () => void;
	/** A request has made a job due again. */
	readonly jobsSoon: () => void;
	readonly stop: () => Promise<void>;
}

export async function startApp(config: Config): Promise<App> {
	const log = makeLog(config.logLevel);
	const now = makeClock(config.clock);
	const db = await openDatabase(config);
	await migrate(db, now());
	await mustHaveKeys(db);
	await installCatalogue(db, { kind: 'system', id: 'start' }, now());
	const keys = await takePushKeys(db, now());
	const push = keys && makePushSender({ ...pushFor(config), keys });
	const transport = makeTransport(config);
	const brand = await watchBrand(db, config, log);
	const schedule = startSchedule(db, now, log);
	const outbox = startLoop(
		(goesOn) => deliverDue(db, transport, houseOf(config, brand.now()), now, goesOn, push),
		log
	);
	return {
		config,
		db,
		log,
		now,
		push,
		brand,
		mailSoon: outbox.nudge,
		jobsSoon: schedule.nudge,
		stop: async () => {
			schedule.stop();
			await outbox.stop();
			await brand.stop();
			await db.destroy();
		}
	};
}

/** Push services want an address at which somebody of the house can be reached. */
function pushFor({ https, origin, mailFrom, pushHosts }: Config) {
	const [address] = /[^\s<]+@[^\s>]+/.exec(mailFrom) ?? [];
	return { configured: pushHosts, subject: https ? origin : `mailto:${address ?? ''}` };
}
