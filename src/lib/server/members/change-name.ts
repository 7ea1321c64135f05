import type { Instant } from '#lib/domain/calendar.ts';
import { familyNameKey, givenNameKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { matchStays } from './match-stays.ts';
import { findProvenName } from './guest-queries.ts';
import { setName } from './profile-queries.ts';
import { takeSaid } from './take-said.ts';

export interface ChangeName {
	readonly memberId: string;
	readonly givenName: string;
	readonly familyName: string;
}

/**
 * Cards and mails say the new name at once. A family name that is compared otherwise finds the stays
 * that wait under it and the proven address. A name that was said later, on another device, stays;
 * the answer says when.
 */
export function changeName(
	db: Db,
	{ memberId, givenName, familyName }: ChangeName,
	now: Instant,
	said = now
): Promise<{ readonly newerAt: Instant | undefined }> {
	return transact(db, async (trx) => {
		if (!(await lockAccount(trx, memberId))) throw new Refusal('not-found');
		const taken = await takeSaid(trx, memberId, 'name', said);
		if (taken.newerAt !== undefined) return taken;
		const before = await findProvenName(trx, memberId);
		const keys = {
			givenNameKey: givenNameKey(givenName),
			familyNameKey: familyNameKey(familyName)
		};
		await setName(trx, memberId, { givenName, familyName, ...keys });
		if (before && before.familyNameKey !== keys.familyNameKey) await matchStays(trx, memberId, now);
		return taken;
	});
}
