import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { mustBeActive } from '../ledger/post-once.ts';
import { lockAccount } from '../ledger/queries.ts';
import { findStayById } from '../stays/desk-queries.ts';
import { giveToMember } from '../stays/give-stays.ts';
import { lockStays } from '../stays/queries.ts';
import { holdClaim, keepDecision, type HeldClaim } from './hold-claim.ts';

export interface LinkClaim {
	readonly claimId: string;
	readonly staffId: string;
	readonly stayId: string;
}

/**
 * The stay is there: it becomes the guest's, if it is nobody's, and is posted once; one that is theirs
 * already stands for the claim as it is. Refused: as `holdClaim`, `account-suspended`, and
 * `claim-stay-taken` for a stay of somebody else, of another house or that was not checked out.
 */
export function linkClaim(
	db: Db,
	{ claimId, staffId, stayId }: LinkClaim,
	now: Instant
): Promise<{ readonly points: number }> {
	return transact(db, async (trx) => {
		const held = await holdClaim(trx, claimId, staffId);
		const { memberId, property } = held;
		const member = await lockAccount(trx, memberId);
		if (!member) throw new Refusal('not-found');
		mustBeActive(member);
		const isNobodys = await mustFit(trx, held, stayId);
		const given = isNobodys ? await giveToMember(trx, memberId, [stayId], now) : undefined;
		const points = given?.get(stayId) ?? 0;
		const decided = { move: 'accept', decidedBy: staffId, stayId, how: 'linked' } as const;
		await keepDecision(trx, held, decided, now);
		const actor = { kind: 'staff', id: staffId } as const;
		const subject = { kind: 'claim', id: claimId };
		const facts = { memberId, property: property.code, stay: stayId, points };
		await recordAct(trx, { actor, act: 'claim-linked', subject, facts }, now);
		return { points };
	});
}

/** Whether it is nobody's until now. */
async function mustFit(trx: Trx, { claim, memberId }: HeldClaim, stayId: string): Promise<boolean> {
	await lockStays(trx, [stayId]);
	const [stay] = await findStayById(trx, { stayId });
	const isTheirs = stay?.member_id === null || stay?.member_id === memberId;
	const isHere = stay?.property_id === claim.property_id && stay.status === 'checked_out';
	if (!stay || !isTheirs || !isHere) throw new Refusal('claim-stay-taken');
	return stay.member_id === null;
}
