import type { Instant } from '#lib/domain/calendar.ts';
import { isMemberNumber, readMemberNumber } from '#lib/domain/members/number.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { CardCheck } from '#lib/domain/views/desk.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { listGrants } from '../ledger/queries.ts';
import { findActiveByNumber } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';

/**
 * What the desk may know of anybody: whether the card is one of ours, and its tier. Every look-up is
 * kept; of a number that nobody has, without the number (it may be somebody's with a slip in it).
 */
export function lookUpCard(
	db: Db,
	{ staffId, number }: { readonly staffId: string; readonly number: string },
	now: Instant
): Promise<CardCheck> {
	return transact(db, async (trx) => {
		const typed = readMemberNumber(number);
		const memberId = isMemberNumber(typed) ? await findActiveByNumber(trx, typed) : undefined;
		const subject = { kind: 'member', id: memberId ?? 'unknown' };
		await recordAct(
			trx,
			{ actor: { kind: 'staff', id: staffId }, act: 'card-looked-up', subject },
			now
		);
		if (!memberId) return { valid: false };

		const programme = await readProgramme(trx);
		const grants = await listGrants(trx, memberId);
		const { id, name, tone } = heldTier(grants, programme, todayIn(programme, now)).tier;
		return { valid: true, tier: { id, name, tone } };
	});
}
