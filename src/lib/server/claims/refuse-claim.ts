import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { holdClaim, keepDecision } from './hold-claim.ts';

export interface RefuseClaim {
	readonly claimId: string;
	readonly staffId: string;
	/** The guest reads it. */
	readonly reason: string;
}

/** No stay comes of it. Refused: as `holdClaim`, and `invalid` (field `reason`) without one. */
export function refuseClaim(
	db: Db,
	{ claimId, staffId, reason }: RefuseClaim,
	now: Instant
): Promise<void> {
	if (reason.trim() === '') throw new Refusal('invalid', { field: 'reason' });
	return transact(db, async (trx) => {
		const held = await holdClaim(trx, claimId, staffId);
		await keepDecision(trx, held, { move: 'refuse', decidedBy: staffId, reason }, now);
		const actor = { kind: 'staff', id: staffId } as const;
		const subject = { kind: 'claim', id: claimId };
		const facts = { memberId: held.memberId, property: held.property.code };
		await recordAct(trx, { actor, act: 'claim-refused', subject, facts }, now);
	});
}
