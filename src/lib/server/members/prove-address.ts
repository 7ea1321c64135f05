import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Trx } from '../db/database.ts';
import { isTaken } from '../db/is-taken.ts';
import { matchStays } from './match-stays.ts';
import { findVerified, markVerified, type Identity } from './queries.ts';

/**
 * The member read a mail that we sent to this address. Refuses `address-taken` when somebody else
 * proved it first. From now on earlier stays under it are theirs.
 */
export async function proveAddress(trx: Trx, member: Identity, now: Instant): Promise<void> {
	const owner = await findVerified(trx, member.emailKey);
	if (owner && owner !== member.memberId) throw new Refusal('address-taken');
	await refuseIfTaken(() => markVerified(trx, member.memberId, now));
	await matchStays(trx, member.memberId, now);
}

/** Two may prove one address at the same moment; the unique index lets the first one have it. */
export async function refuseIfTaken(write: () => Promise<void>): Promise<void> {
	try {
		await write();
	} catch (error) {
		if (isTaken(error)) throw new Refusal('address-taken');
		throw error;
	}
}
