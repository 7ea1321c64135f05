import type { PlainDate } from './calendar.ts';
import type { Rounding } from './programme/programme.ts';
import type { RevenueClass } from './stays/stay.ts';
import type { Text } from './text.ts';

/**
 * Why an entry has its points: facts, never words. Fractions are exact text ('24975/1000' in lowest
 * terms). `recomputePoints` computes the points again from this alone.
 */
export type Reasons =
	| StayReasons
	| ActivityReasons
	| ReversalReasons
	| ExpiryReasons
	| SpendReasons
	| ReturnReasons
	| AwardReasons
	| MilestoneReasons
	| GivenReasons
	| TransferReasons
	| MergeReasons;

export interface StayReasons {
	readonly kind: 'stay';
	readonly version: number;
	readonly stay: {
		readonly id: string;
		readonly revision: number;
		readonly property: string;
		readonly brand: string;
		readonly arrival: PlainDate;
		readonly departure: PlainDate;
		readonly nights: number;
		readonly rooms: number;
		readonly currency: string;
		/** Minor units by revenue class, zeros left out. */
		readonly amounts: Readonly<Partial<Record<RevenueClass, number>>>;
		/** What of them was taken off for points, where that does not earn. */
		readonly paidWithPoints?: number;
	};
	/** Into which currency the amounts were converted, and how many units of the stay's one of it buys. */
	readonly exchange?: {
		readonly into: string;
		readonly day: PlainDate;
		readonly rate: string;
	};
	readonly tier: { readonly id: string; readonly bonus: string };
	readonly rounding: Rounding;
	readonly lines: readonly EarnedLine[];
	/** Rounded base and bonus; they add up to `points`. */
	readonly base: number;
	readonly bonus: number;
	/** Exact sums, where rounding is on the total. */
	readonly exact?: { readonly base: string; readonly bonus: string };
	readonly points: number;
}

/** One rule's result for one revenue class. */
export interface EarnedLine {
	readonly rule: string;
	readonly class: RevenueClass;
	readonly as: 'base' | 'bonus';
	/** What of the class counts, in units of the stay's currency, after rooms and nights. */
	readonly eligible: string;
	/** What of all amounts money paid, in minor units, where the rest was points. */
	readonly paid?: { readonly money: number; readonly of: number };
	/** Present where not everything counts. */
	readonly rooms?: { readonly counted: number; readonly of: number };
	readonly nights?: { readonly counted: number; readonly of: number };
	readonly points: string;
	readonly per: string;
	/** eligible ÷ rate × points ÷ per, and never above what the cap leaves. */
	readonly exact: string;
	readonly cap?: { readonly points: number; readonly left: string };
	/** The tier's bonus on this line: of the rounded base when rounding per line, of the exact one otherwise. */
	readonly exactBonus: string;
	/** Rounded, where rounding is per line. */
	readonly rounded?: { readonly points: number; readonly tierBonus: number };
}

/** Points for what a partner reported. */
export interface ActivityReasons {
	readonly kind: 'activity';
	readonly version: number;
	readonly activity: {
		readonly id: string;
		readonly kind: string;
		readonly on: PlainDate;
		/** By measure, as decimal text; money in units of the programme's currency. */
		readonly amounts: Readonly<Record<string, string>>;
	};
	readonly tier: { readonly id: string; readonly bonus: string };
	readonly rounding: Rounding;
	readonly lines: readonly ActivityLine[];
	/** As with stays. */
	readonly base: number;
	readonly bonus: number;
	readonly exact?: { readonly base: string; readonly bonus: string };
	readonly points: number;
}

/** One rule's result for one measure. */
export interface ActivityLine {
	readonly rule: string;
	readonly measure: string;
	readonly as: 'base' | 'bonus';
	readonly points: string;
	readonly per: string;
	/** amount × points ÷ per, and never above the cap. */
	readonly exact: string;
	readonly cap?: number;
	readonly exactBonus: string;
	readonly rounded?: { readonly points: number; readonly tierBonus: number };
}

export interface ReversalReasons {
	readonly kind: 'reversal';
	/** The entry taken back and its points. */
	readonly of: string;
	readonly points: number;
	readonly stayId?: string;
	/** Points of it that had expired before and are not taken again. */
	readonly lapsed: number;
	/** Spent already, and the programme does not ask for them. */
	readonly waived: number;
	readonly fromOwnLots: number;
	readonly fromOtherLots: number;
	readonly owed: number;
	readonly why: string;
}

export interface ExpiryReasons {
	readonly kind: 'expiry';
	readonly rule: 'lot' | 'inactivity';
	/** The last day they could be used. */
	readonly validTo: PlainDate;
	/** The last activity, where silence is the reason. */
	readonly activeOn?: PlainDate;
	readonly lots: readonly {
		readonly id: string;
		readonly earnedOn: PlainDate;
		readonly points: number;
	}[];
}

export interface SpendReasons {
	readonly kind: 'spend';
	readonly points: number;
	readonly what: What;
}

/** What points were spent on: a code or a note, or a name that the hotel wrote. */
export type What = string | Text;

export interface ReturnReasons {
	readonly kind: 'return';
	/** The entry whose points come back. */
	readonly of: string;
	readonly points: number;
	readonly what: What;
}

export interface AwardReasons {
	readonly kind: 'award';
	readonly version: number;
	readonly award: string;
	readonly on: string;
	readonly points: number;
	readonly stayId?: string;
}

/** Points of a milestone, at so many credits, by themselves or because they were an option of it. */
export interface MilestoneReasons {
	readonly kind: 'milestone';
	readonly version: number;
	readonly milestone: string;
	readonly at: number;
	readonly points: number;
	readonly options?: readonly string[];
	readonly by?: 'member' | 'deadline';
}

/** Points given or taken by people: adjustments, goodwill, gifts, transfers, an opening balance. */
export interface GivenReasons {
	readonly kind: 'given';
	readonly what: 'adjust' | 'goodwill' | 'gift' | 'purchase' | 'transfer' | 'import';
	/** Negative when taken. */
	readonly points: number;
	readonly why: string;
}

/** Points from one member to another, who agreed, or from the others of a household. */
export interface TransferReasons {
	readonly kind: 'transfer';
	readonly how: 'gift' | 'pool';
	readonly transfer: string;
	/** Negative when given. */
	readonly points: number;
}

/** What two profiles that are one had, or have again where that was undone. */
export interface MergeReasons {
	readonly kind: 'merge';
	readonly merge: string;
	/** Negative when less than nothing came, or when they went. */
	readonly points: number;
	readonly undone?: true;
}

/** Why a stay gives no points. */
export interface NoPointsBecause {
	readonly code: NoPointsCode;
	readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export type NoPointsCode =
	| 'booked'
	| 'in-house'
	| 'cancelled'
	| 'no-show'
	| 'not-departed'
	| 'before-joining'
	| 'for-other'
	| 'no-exchange-rate'
	| 'amount-too-large'
	| 'unknown-activity'
	| 'channel'
	| 'rate-plan'
	| 'nothing-eligible';
