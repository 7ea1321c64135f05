import { nightsBetween, type PlainDate } from '../calendar.ts';
import type { Version } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import { decideClaim } from '../stays/claim.ts';

/** Longer than anybody stays at a hotel; a slip in a year. */
const nights_max = 365;

/** So many may wait for a decision at once. */
export const open_claims_max = 5;

/** What is said to be missing, beside what is known of the guest's stays and claims. */
export interface NewClaim {
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
}

export interface KnownOfGuest {
	/** A stay of theirs at that house on these very days that was counted. */
	readonly hasStay: boolean;
	/** A claim for these very days that waits or was accepted. */
	readonly hasClaim: boolean;
	readonly openClaims: number;
}

/**
 * Whether a guest may claim a stay that is missing, by the version of its departure. Refused: `invalid`
 * (fact `field`: `departure`) for a stay that ends before it begins or lasts longer than a year,
 * `claim-not-departed`, `claim-too-late` (fact `until`), `claim-known` and `claims-open-most` (fact `most`).
 */
export function decideNewClaim(
	today: PlainDate,
	{ arrival, departure }: NewClaim,
	version: Pick<Version, 'claimMonths'>,
	known: KnownOfGuest
): void {
	const nights = nightsBetween(arrival, departure);
	if (nights < 0 || nights > nights_max) throw new Refusal('invalid', { field: 'departure' });
	if (departure > today) throw new Refusal('claim-not-departed');
	decideClaim(today, departure, version);
	if (known.hasStay || known.hasClaim) throw new Refusal('claim-known');
	if (known.openClaims >= open_claims_max)
		throw new Refusal('claims-open-most', { most: open_claims_max });
}
