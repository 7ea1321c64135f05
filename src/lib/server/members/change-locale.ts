import type { Instant } from '#lib/domain/calendar.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { setLocale } from './queries.ts';
import { takeSaid } from './take-said.ts';

/**
 * The language of a member's pages and mails, as they said it at an instant. What was said later, on
 * another device, stays; the answer says when.
 */
export function changeLocale(
	db: Db,
	{ memberId, locale }: { readonly memberId: string; readonly locale: string },
	said: Instant
): Promise<{ readonly newerAt: Instant | undefined }> {
	return transact(db, async (trx) => {
		await lockAccount(trx, memberId);
		const taken = await takeSaid(trx, memberId, 'locale', said);
		if (taken.newerAt === undefined) await setLocale(trx, memberId, locale);
		return taken;
	});
}
