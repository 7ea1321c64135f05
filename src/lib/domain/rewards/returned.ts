import type { Instant } from '../calendar.ts';

/** Why points came back without the guest asking for them. */
export type WhyReturned =
	/** The house said no. */
	| 'declined'
	/** The house said nothing in time. */
	| 'cut-off'
	/** The house could not keep what it had promised. */
	| 'withdrawn'
	/** A desk took them by mistake. */
	| 'undone';

export interface Returned {
	readonly atDesk: boolean;
	readonly returnedAt: Instant;
	/** Until when the house had to confirm it, and when it did. */
	readonly confirmTo?: Instant | undefined;
	readonly confirmedAt?: Instant | undefined;
}

/** What is kept of a redemption that was returned tells why: a cut-off is never before its moment. */
export function whyReturned({ atDesk, returnedAt, confirmTo, confirmedAt }: Returned): WhyReturned {
	if (atDesk) return 'undone';
	if (confirmTo === undefined || confirmedAt !== undefined) return 'withdrawn';
	return returnedAt < confirmTo ? 'declined' : 'cut-off';
}
