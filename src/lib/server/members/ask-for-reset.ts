import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { createLink, withdrawLinks } from '../auth/links.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { tell } from '../outbox/queries.ts';
import { findByAddress } from './queries.ts';

/**
 * Mails a link to choose a new password. An address that nobody has gets the same work done for
 * nobody (the mail finds no reader and is dropped), so that the answer takes as long.
 */
export function askForReset(db: Db, email: string, now: Instant): Promise<void> {
	return transact(db, async (trx) => {
		const found = await findByAddress(trx, emailKey(email));
		const to = { kind: 'member', id: found?.id ?? newId() } as const;
		await withdrawLinks(trx, ['reset'], to);
		const secret = await createLink(trx, 'reset', to, now);
		await tell(trx, { channel: 'mail', topic: 'reset-password', to, secret }, now);
	});
}
