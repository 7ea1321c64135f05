import type { Instant } from '../calendar.ts';
import type { RefusalCode } from '../refusal.ts';
import type { PointsName, TierView } from './common.ts';
import type { MemberLine, MemberStatus } from './members.ts';

/** A profile, those that went into it, and one that may. */
export interface MergeView {
	readonly id: string;
	readonly name: string;
	readonly number: string;
	readonly status: MemberStatus;
	readonly merged: readonly MergedLine[];
	/** What was typed to find another. */
	readonly query: string;
	readonly found: readonly MemberLine[];
	readonly preview?: MergePreview | undefined;
}

export interface MergedLine {
	readonly mergeId: string;
	/** The profile that went. */
	readonly id: string;
	readonly name: string;
	readonly number: string;
	readonly at: Instant;
}

export interface MergePreview {
	readonly other: {
		readonly id: string;
		readonly name: string;
		readonly number: string;
		readonly email: string;
	};
	readonly pointsName: PointsName;
	readonly email: string;
	/** This profile, the other, and both together. */
	readonly points: Three<number>;
	readonly tiers: Three<TierView>;
	readonly nights: Three<number>;
	/** Why it cannot be. */
	readonly no?: RefusalCode | undefined;
}

export interface Three<T> {
	readonly own: T;
	readonly other: T;
	readonly both: T;
}
