import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import { lockAccount } from '../ledger/queries.ts';
import { giveToMember } from '../stays/give-stays.ts';
import { listUnmatchedStays, lockStays } from '../stays/queries.ts';
import { findProvenName } from './guest-queries.ts';

/**
 * Gives a member the stays that arrived before they joined, by proven address and family name, and
 * posts them; how many there were. Does nothing while the address is not proven.
 */
export async function matchStays(trx: Trx, memberId: string, now: Instant): Promise<number> {
	const name = await findProvenName(trx, memberId);
	if (!name) return 0;
	const member = await lockAccount(trx, memberId);
	if (!member) return 0;
	await lockStays(trx, await listUnmatchedStays(trx, name.emailKey, name.familyNameKey));
	const stayIds = await listUnmatchedStays(trx, name.emailKey, name.familyNameKey);
	if (stayIds.length > 0) await giveToMember(trx, memberId, stayIds, now);
	return stayIds.length;
}
