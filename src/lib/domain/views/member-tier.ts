import type { PlainDate } from '../calendar.ts';
import type { TierReason } from '../ledger/account.ts';
import type { Text } from '../text.ts';
import type { TierView } from './common.ts';

/** A member's tier as loyalty staff see it: how it came, and what may be given. */
export interface MemberTierView {
	readonly id: string;
	readonly name: string;
	readonly tier: TierView;
	/** Its last day; none for the floor and for life. */
	readonly validTo?: PlainDate | undefined;
	/** Above the floor. */
	readonly isHeld: boolean;
	/** Its last day is over and nothing has settled yet what comes after. */
	readonly waits: boolean;
	/** Newest first. */
	readonly grants: readonly GrantLine[];
	readonly named: readonly Giving[];
	readonly cards: readonly Giving[];
	readonly challenges: readonly (Giving & { readonly days: number })[];
}

export interface GrantLine {
	readonly id: string;
	readonly tier: Text;
	readonly from: PlainDate;
	readonly validTo?: PlainDate | undefined;
	readonly how: TierReason['kind'];
	readonly revoked: boolean;
}

/** Something that may be given, by the id under which the programme knows it. */
export interface Giving {
	readonly id: string;
	readonly name: Text;
}
