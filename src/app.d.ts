import type { Instant } from '#lib/domain/calendar.ts';
import type { Locale } from '#lib/i18n/messages.ts';
import type { Config } from '#lib/server/config.ts';
import type { Db } from '#lib/server/db/database.ts';
import type { BrandWatch } from '#lib/server/house/watch-brand.ts';
import type { Log } from '#lib/server/log.ts';
import type { PushSender } from '#lib/server/notices/send-push.ts';

declare global {
	namespace App {
		interface Locals {
			db: Db;
			config: Config;
			log: Log;
			now: () => Instant;
			/** The hotel's look. */
			brand: BrandWatch;
			/** After a commit that made a job due again. */
			jobsSoon: () => void;
			/** Absent where notices cannot be sent to phones. */
			push: PushSender | undefined;
			/** Of this answer: the profile's, else the cookie's, else what the browser asks for. */
			locale: Locale;
			/** Where the request comes from, for rate limits only. */
			address: string;
			member?: {
				readonly id: string;
				readonly sessionId: string;
				readonly verified: boolean;
				readonly locale: Locale;
			};
			staff?: {
				readonly id: string;
				readonly sessionId: string;
				readonly role: 'desk' | 'manager' | 'owner';
			};
		}
		interface Error {
			/** By which the log knows it; only where something is broken. */
			id?: string;
		}
	}
}

export {};
