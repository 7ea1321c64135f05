import type { Instant } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { numberPayload } from '#lib/domain/cards/rotating-code.ts';
import type { CardView } from '#lib/domain/views/card.ts';
import { drawQr } from '#lib/domain/views/qr.ts';
import type { Reader } from '../db/database.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toTierView } from './lines.ts';
import { findMember } from './queries.ts';
import { readGrants } from './read-home.ts';

/** The membership card; its code says who it is and proves nothing. */
export async function readCard(db: Reader, memberId: string, now: Instant): Promise<CardView> {
	const programme = await readProgramme(db);
	const [member] = await findMember(db, { memberId });
	if (!member) throw new Refusal('not-found');
	const today = todayIn(programme, now);
	const grants = await readGrants(db, memberId, programme, today);
	const { tier, validTo } = heldTier(grants, programme, today);
	return {
		name: fullName(member.given_name, member.family_name),
		number: member.number,
		tier: toTierView(tier),
		tierValidTo: validTo,
		qr: drawQr(numberPayload(member.number))
	};
}
