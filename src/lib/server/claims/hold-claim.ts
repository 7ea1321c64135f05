import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Trx } from '../db/database.ts';
import type { StayClaimTable } from '../db/tables.ts';
import { refuseOwn } from '../desk/own-guest.ts';
import { tell } from '../outbox/queries.ts';
import { mustWorkAt } from '../rewards/must-work-at.ts';
import { findStaff } from '../staff/queries.ts';
import type { Property } from '../stays/properties.ts';
import { claimMove, type MovedClaim } from './claim-move.ts';
import { lockClaim } from './queries.ts';
import { findMemberNow } from './whose-claim.ts';

export interface HeldClaim {
	readonly claim: StayClaimTable;
	/** Whose account it is today: another's, where the profile was merged. */
	readonly memberId: string;
	readonly property: Property;
}

/**
 * A claim to be decided, held. Refused: `not-found`, `not-allowed` to whoever is no manager of that house,
 * `own-membership` for an account linked to themselves, `claim-decided` (facts `status`, `by`, `at`).
 */
export async function holdClaim(trx: Trx, claimId: string, staffId: string): Promise<HeldClaim> {
	const claim = await lockClaim(trx, claimId);
	if (!claim) throw new Refusal('not-found');
	const { property, role } = await mustWorkAt(trx, staffId, claim.property_id);
	if (role === 'desk') throw new Refusal('not-allowed');
	const memberId = await findMemberNow(trx, claim.member_id);
	await refuseOwn(trx, staffId, memberId);
	if (memberId !== claim.member_id) await refuseOwn(trx, staffId, claim.member_id);
	if (claim.status !== 'sent') {
		const by = claim.decided_by === null ? undefined : await findStaff(trx, claim.decided_by);
		const facts = { status: claim.status, by: by?.name ?? '', at: claim.decided_at ?? '' };
		throw new Refusal('claim-decided', facts);
	}
	return { claim, memberId, property };
}

/** The decision stands, and the guest is told by mail. */
export async function keepDecision(
	trx: Trx,
	{ claim, memberId, property }: HeldClaim,
	moved: Omit<MovedClaim, 'claimId'>,
	now: Instant
): Promise<void> {
	const isMine = await claimMove(trx, { claimId: claim.id, ...moved }, now);
	if (!isMine) throw new Refusal('claim-decided', { status: claim.status });
	const to = { kind: 'member', id: memberId } as const;
	const topic = moved.move === 'accept' ? 'claim-accepted' : 'claim-refused';
	const facts = { claimId: claim.id, house: JSON.stringify(property.name) };
	const days = { arrival: claim.arrival, departure: claim.departure };
	await tell(trx, { channel: 'mail', topic, to, facts: { ...facts, ...days } }, now);
}
