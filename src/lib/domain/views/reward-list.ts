import type { Instant } from '../calendar.ts';
import type { RewardKind, RewardStatus } from '../rewards/reward.ts';
import type { Text } from '../text.ts';

/** A reward as the list of the admin shows it. */
export interface RewardListLine {
	readonly id: string;
	readonly name: Text;
	readonly kind: RewardKind;
	readonly status: RewardStatus;
	readonly image?: string | undefined;
	readonly points: number;
	/** Undefined: as many as are asked for. */
	readonly stock?: { readonly given: number; readonly left: number } | undefined;
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
