import type { Instant, PlainDate } from '../calendar.ts';
import type { OfferState } from '../rewards/offer-state.ts';
import type { RewardKind, RewardStatus } from '../rewards/reward.ts';
import type { Text } from '../text.ts';
import type { LowStockLine } from './reward-stock.ts';

/** A reward as the list of the admin shows it. */
export interface RewardListLine {
	readonly id: string;
	readonly revision: number;
	readonly name: Text;
	readonly kind: RewardKind;
	readonly status: RewardStatus;
	/** What the status means today. */
	readonly state: OfferState;
	readonly offeredFrom?: PlainDate | undefined;
	readonly offeredTo?: PlainDate | undefined;
	readonly image?: string | undefined;
	readonly points: number;
	/** Undefined: as many as are asked for. */
	readonly stock?: { readonly given: number; readonly left: number } | undefined;
	/** As few are left as the manager wants to be told, or none. */
	readonly isLow: boolean;
	/** Of what, where it is. */
	readonly low: readonly LowStockLine[];
	/** How many members have had; those taken back do not count. */
	readonly redeemed: number;
	readonly changedAt: Instant;
	readonly changedBy: string;
}

/** A revision in the history of a reward. */
export interface RewardRevisionLine {
	readonly revision: number;
	readonly status: RewardStatus;
	readonly at: Instant;
	readonly by: string;
	/** The names of the fields that it changed; none for the first. */
	readonly fields: readonly string[];
}
