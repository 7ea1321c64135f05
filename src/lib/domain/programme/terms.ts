import type { PlainDate } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { Decimal, Need, Validity, Window } from './programme.ts';

// The parts of a version that not every programme has.

/** At the end of a tier its holder is reviewed: kept for a further validity, or not. */
export interface Keep {
	readonly needs: Need;
	readonly window: KeepWindow;
	/** From the day after the old validity on. */
	readonly validity: Validity;
	/** Who does not keep it: what their credits say, or this tier for so long ('one-down': the next lower). */
	readonly otherwise:
		{ readonly kind: 'by-credits' } | { readonly kind: 'one-down'; readonly validity: Validity };
}

/** The days that are looked at in the review of a tier that ends. */
export type KeepWindow =
	/** The calendar year, or the member's, in which it ends. */
	| { readonly kind: 'calendar-year' }
	| { readonly kind: 'member-year' }
	/** So many full months; `gap` months lie between the last of them and the month after the end. */
	| { readonly kind: 'months'; readonly months: number; readonly gap: number };

/** Real credits of a calendar year above what the tier reached in it asks for count in the next, once. */
export interface RollOver {
	readonly id: string;
	readonly credit: string;
	/** From this tier on; none: every tier that asks for such credits. */
	readonly tierMin?: string | undefined;
	/** Of these years only. */
	readonly years?: readonly number[] | undefined;
}

/** One credit, on 31 December, for each calendar year at whose end the tier or a higher one is held. */
export interface TierYears {
	readonly id: string;
	readonly credit: string;
	readonly tierMin: string;
}

/** What a member buys: a tier below which they do not fall while it is valid, credits as a gift. */
export interface Card {
	readonly id: string;
	readonly name: Text;
	readonly tier?: string | undefined;
	readonly validity: Validity;
	readonly credits?: readonly { readonly credit: string; readonly amount: number }[] | undefined;
}

/** What a partner reports: a flight with its distance and segments, an event with its bill. */
export interface ActivityKind {
	readonly id: string;
	readonly name: Text;
	/** Money is in the programme's currency. */
	readonly measures: readonly { readonly id: string; readonly unit: 'money' | 'count' }[];
	readonly earning: readonly ActivityRate[];
	readonly credits: readonly ActivityCredit[];
}

/** Points for a measure of an activity. */
export interface ActivityRate {
	readonly id: string;
	readonly measure: string;
	readonly points: Decimal;
	/** Units of the measure that give `points`. */
	readonly per: Decimal;
	/** Base points carry the tier bonus, bonus points do not. */
	readonly as: 'base' | 'bonus';
	/** First and last day of the activity. */
	readonly from?: PlainDate | undefined;
	readonly to?: PlainDate | undefined;
	/** At most so many points for one activity, before the tier bonus. */
	readonly cap?: number | undefined;
}

/** Credits for a measure of an activity, whole ones, rounded as the version rounds. */
export interface ActivityCredit {
	readonly id: string;
	readonly credit: string;
	readonly measure: string;
	readonly amount: Decimal;
	/** Units of the measure that give `amount`. */
	readonly per: Decimal;
	readonly cap?: number | undefined;
}

/** What waits at a number of credits, once per window. Rolled and gifted credits do not count. */
export interface Milestone {
	readonly id: string;
	readonly credit: string;
	readonly window: Exclude<Window, { kind: 'rolling-months' }>;
	/** The numbers, or from one to another by a step. */
	readonly at:
		readonly number[] | { readonly from: number; readonly step: number; readonly to: number };
	readonly kind: 'points' | 'gift' | 'choice';
	/** Of 'points'. */
	readonly points?: number | undefined;
	/** Of 'gift'. */
	readonly gift?: Gift | undefined;
	/** Of 'choice': what there is, how many of it (none: 1), by when, and what it is when nobody chooses. */
	readonly options?: readonly Gift[] | undefined;
	readonly choose?: number | undefined;
	readonly withinDays?: number | undefined;
	readonly otherwise?: readonly string[] | undefined;
}

/** Something given: points, or a number of pieces with their own last day. */
export interface Gift {
	readonly id: string;
	readonly name: Text;
	readonly points?: number | undefined;
	/** Pieces; none: 1. */
	readonly count?: number | undefined;
	/** From the day on which the milestone was reached; none: for life. */
	readonly validity?: Validity | undefined;
	readonly use?: GiftUse | undefined;
}

/** Pieces used for a stay: one for each of its nights, back by themselves when not confirmed in time. */
export interface GiftUse {
	readonly perNight: boolean;
	/** In the property's time, so many days before the arrival. */
	readonly returns?: { readonly daysBefore: number; readonly at: string } | undefined;
}

/** Nights paid with points: every so-many-th of one stay is free. */
export interface RewardNights {
	readonly freeEvery: number;
	readonly freeMost: number;
	/** From this tier on. */
	readonly tierMin?: string | undefined;
}

/** Points into a partner's currency: at least so many, then in steps. */
export interface Conversion {
	readonly id: string;
	readonly name: Text;
	readonly pointsMin: number;
	readonly step: number;
	/** Units of the partner for one point; none: 1. */
	readonly rate?: Decimal | undefined;
}

export interface Transfer {
	/** Points that a member may give, and receive, in a calendar year. */
	readonly givenMost: number;
	readonly receivedMost: number;
	readonly pointsMin: number;
	/** Days between the receiver's yes and the points. */
	readonly delayDays: number;
	/** Days after joining before which nobody gives or receives. */
	readonly memberDaysMin: number;
}

export interface Pooling {
	readonly membersMost: number;
	/** Points that a member may take from the others in a calendar year. */
	readonly takenMost: number;
	/** Days after everybody's yes before which the pool is not used. */
	readonly delayDays: number;
}

/** Days before the last usable day on which a member is told, each once for each lot. */
export interface Reminders {
	readonly daysBefore: readonly number[];
}

/** Points by hand above which a role needs somebody else. */
export interface Approvals {
	readonly adjustMost: Readonly<Partial<Record<'desk' | 'manager' | 'owner', number>>>;
}
