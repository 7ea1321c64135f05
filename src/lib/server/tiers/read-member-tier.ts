import type { Instant } from '#lib/domain/calendar.ts';
import type { TierGrant } from '#lib/domain/ledger/account.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { GrantLine, MemberTierView } from '#lib/domain/views/member-tier.ts';
import type { Reader } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';

/** How a member came to their tier, and what the programme of today lets a manager give. */
export async function readMemberTier(
	db: Reader,
	memberId: string,
	now: Instant
): Promise<MemberTierView> {
	const identity = await findIdentity(db, memberId);
	if (!identity) throw new Refusal('not-found');
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const grants = await listGrants(db, memberId);
	const held = heldTier(grants, programme, today);
	const { tiers, cards = [] } = versionOn(programme, today).document;
	const { id, name, tone } = held.tier;
	return {
		id: memberId,
		name: fullName(identity.givenName, identity.familyName),
		tier: { id, name, tone },
		validTo: held.validTo,
		isHeld: held.rank > 0,
		waits: held.validTo !== undefined && held.validTo < today,
		grants: toLines(grants, programme),
		named: tiers
			.filter(({ ways }) => ways.some(({ kind }) => kind === 'named'))
			.map((tier) => ({ id: tier.id, name: tier.name })),
		cards: cards.map((card) => ({ id: card.id, name: card.name })),
		challenges: tiers.flatMap((tier) =>
			tier.ways.flatMap((way) =>
				way.kind === 'challenge' ? [{ id: tier.id, name: tier.name, days: way.days }] : []
			)
		)
	};
}

function toLines(grants: readonly TierGrant[], programme: Programme): GrantLine[] {
	const revoked = new Set(grants.map((grant) => grant.revokes));
	return grants
		.filter((grant) => grant.revokes === undefined)
		.map(({ id, tier, from, validTo, reason }) => {
			const known = versionOn(programme, from).document.tiers.find((one) => one.id === tier);
			const name = known?.name ?? { en: tier };
			return { id, tier: name, from, validTo, how: reason.kind, revoked: revoked.has(id) };
		})
		.toReversed();
}
