import type { Instant, PlainDate } from '../calendar.ts';
import type { RewardKind } from '../rewards/reward.ts';
import type { Text } from '../text.ts';

/** A number that counts down; without a house it is the number in all. */
export interface StockLine {
	readonly house?: { readonly code: string; readonly name: Text } | undefined;
	/** Undefined: it is not counted. */
	readonly counted?: { readonly given: number; readonly left: number } | undefined;
}

export interface CorrectionLine {
	readonly id: string;
	/** Undefined: the number in all. */
	readonly house?: Text | undefined;
	readonly before?: number | undefined;
	readonly after?: number | undefined;
	readonly why: string;
	readonly at: Instant;
	readonly by: string;
}

export interface RewardStockView {
	readonly id: string;
	readonly name: Text;
	readonly kind: RewardKind;
	/** The number in all first. */
	readonly stocks: readonly StockLine[];
	/** The newest first. */
	readonly corrections: readonly CorrectionLine[];
	/** Of a partner's codes. */
	readonly codes?: { readonly free: number; readonly used: number } | undefined;
	/** The id of the next correction. */
	readonly correctionId: string;
}

/** A stock with as few left as a manager wants to be told, or none. */
export interface LowStockLine {
	/** That of the reward. */
	readonly id: string;
	readonly name: Text;
	/** Whose number it is; none: the number in all, or a partner's codes. */
	readonly house?: Text | undefined;
	/** Of a house: the day of use. */
	readonly on?: PlainDate | undefined;
	readonly left: number;
}
