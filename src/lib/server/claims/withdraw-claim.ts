import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { listMergedFrom } from '../ledger/merged-queries.ts';
import { claimMove } from './claim-move.ts';
import { findClaim } from './queries.ts';

/**
 * The guest takes a claim back that nobody has decided; twice is once. Refused: `not-found`,
 * `claim-decided` (fact `status`).
 */
export function withdrawClaim(
	db: Db,
	{ claimId, memberId }: { readonly claimId: string; readonly memberId: string },
	now: Instant
): Promise<void> {
	return transact(db, async (trx) => {
		const own = [memberId, ...(await listMergedFrom(trx, [memberId]))];
		const claim = await findClaim(trx, claimId);
		if (!claim || !own.includes(claim.member_id)) throw new Refusal('not-found');
		if (await claimMove(trx, { claimId, move: 'withdraw' }, now)) return;
		const status = (await findClaim(trx, claimId))?.status ?? 'sent';
		if (status !== 'withdrawn') throw new Refusal('claim-decided', { status });
	});
}
