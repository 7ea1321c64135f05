import type { PlainDate, Span } from '../calendar.ts';
import type { NewId, TierGrant } from '../ledger/account.ts';

/** A tier that credits have earned: from the day they meet its needs, through its validity. */
export interface Reached {
	readonly tier: string;
	readonly way: string;
	readonly from: PlainDate;
	readonly validTo: PlainDate | undefined;
	readonly window: Span;
	readonly credits: Readonly<Record<string, number>>;
	readonly programmeVersion: number;
}

/** What follows from credits alone: a tier reached, or how the review of one ended. */
export interface Expected extends Omit<Reached, 'way'> {
	readonly kind: 'reached' | 'kept' | 'fallen';
	/** The way by which it was reached; of a review, the tier that was reviewed. */
	readonly way: string;
}

/** The kinds of grant that follow from credits; all others were given. */
export function isAutomatic({ reason: { kind } }: Pick<TierGrant, 'reason'>): boolean {
	return kind === 'reached' || kind === 'kept' || kind === 'fallen';
}

export function granting(one: Expected, newId: NewId): TierGrant {
	return {
		id: newId(),
		tier: one.tier,
		from: one.from,
		validTo: one.validTo,
		reason: { kind: one.kind, way: one.way, window: one.window, credits: one.credits },
		programmeVersion: one.programmeVersion
	};
}

export function revoking(grant: TierGrant, newId: NewId): TierGrant {
	return {
		id: newId(),
		tier: grant.tier,
		from: grant.from,
		validTo: grant.validTo,
		reason: { kind: 'corrected', why: 'credits-taken-back' },
		revokes: grant.id,
		programmeVersion: grant.programmeVersion
	};
}

export function endsNoEarlier(one: PlainDate | undefined, other: PlainDate | undefined): boolean {
	return one === undefined || (other !== undefined && one >= other);
}
