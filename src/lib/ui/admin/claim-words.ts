import type { Likeness } from '#lib/domain/claims/rank-stays.ts';
import type { ClaimStatus } from '#lib/domain/claims/states.ts';
import type { CandidateStay, Weighed } from '#lib/domain/views/claims.ts';
import type { PointsName } from '#lib/domain/views/common.ts';
import { formatList, sayPoints } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayNights, sayNoPoints } from '../stay-words.ts';

export function sayDecided(status: ClaimStatus): string {
	switch (status) {
		case 'sent':
			return m.claims_admin_waiting();
		case 'accepted':
			return m.claims_admin_accepted();
		case 'refused':
			return m.claims_admin_refused();
		case 'withdrawn':
			return m.claims_admin_withdrawn();
	}
}

const owners = {
	nobody: m.claim_admin_owner_nobody,
	guest: m.claim_admin_owner_guest,
	other: m.claim_admin_owner_other
} as const;

const likenesses: Readonly<Record<Likeness, () => string>> = {
	dates: m.claim_admin_like_dates,
	reference: m.claim_admin_like_reference,
	name: m.claim_admin_like_name,
	address: m.claim_admin_like_address
};

export function sayOwner({ owner }: CandidateStay): string {
	return owners[owner]();
}

export function sayLikeness({ like }: CandidateStay): string {
	return like.length === 0
		? ''
		: formatList(
				like.map((one) => likenesses[one]()),
				'conjunction'
			);
}

/** What a stay would give, or why it gives nothing. */
export function sayGivesOf(
	{ points, nights, because }: Weighed,
	pointsName: PointsName,
	departure: string
): string {
	if (points > 0)
		return m.claim_admin_gives({
			points: sayPoints(points, pointsName),
			nights: sayNights(nights)
		});
	if (!because) return m.claim_admin_gives_nothing();
	const why = sayNoPoints({ status: 'checked_out', departure, noPoints: because });
	return m.claim_admin_gives_nothing_why({ why });
}
