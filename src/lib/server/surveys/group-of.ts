import type { Instant } from '#lib/domain/calendar.ts';
import { monthOf, type GuestKind } from '#lib/domain/surveys/sums.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { Trx } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { findStayAsked, type ResponseRow } from './queries.ts';

export interface Group {
	readonly tier: string | null;
	readonly guest: GuestKind;
	readonly channel: string | null;
}

/** What the guest and the stay are now: as such the response counts, whatever becomes of them. */
export async function groupOf(
	trx: Trx,
	{ member_id: memberId, stay_id: stayId }: ResponseRow,
	now: Instant
): Promise<Group> {
	const { channel, had_stayed } = await findStayAsked(trx, { memberId, stayId });
	return {
		tier: await tierOf(trx, memberId, now),
		guest: Number(had_stayed) === 1 ? 'returning' : 'new',
		channel
	};
}

/** What its sums are kept under. */
export function cellOf(
	{ property_id }: ResponseRow,
	{ tier, guest, channel }: Group,
	now: Instant
) {
	return { month: monthOf(now), property_id, tier: tier ?? '', guest, channel: channel ?? '' };
}

async function tierOf(trx: Trx, memberId: string, now: Instant): Promise<string | null> {
	const programme = await findProgramme(trx);
	if (!programme) return null;
	const grants = await listGrants(trx, memberId);
	return heldTier(grants, programme, todayIn(programme, now)).tier.id;
}
