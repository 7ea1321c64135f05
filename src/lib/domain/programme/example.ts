import type { PlainDate } from '../calendar.ts';
import type { StayStatus } from '../stays/stay.ts';
import type { AwardOccasion, Decimal, Version } from './programme.ts';

/** Given a member and what happens, expect these points, tier and dates. */
export interface Example {
	readonly name: string;
	readonly member?: ExampleMember | undefined;
	/** Settings of every version that this example replaces for itself. */
	readonly with?:
		Partial<Pick<Version, 'rounding' | 'expiry' | 'clawback' | 'backdateDays'>> | undefined;
	readonly events: readonly ExampleEvent[];
	/** The day on which the member is looked at; else the day of the last event. */
	readonly on?: PlainDate | undefined;
	readonly expect: Expectation;
}

export interface ExampleMember {
	readonly joinedOn?: PlainDate | undefined;
	/** A tier held from joining on, for life. */
	readonly tier?: string | undefined;
}

export type ExampleEvent =
	| ExampleStay
	/** Points received as a gift; not earned. */
	| { readonly kind: 'gift'; readonly on: PlainDate; readonly points: number }
	| { readonly kind: 'spend'; readonly on: PlainDate; readonly points: number }
	| { readonly kind: 'transfer-in'; readonly on: PlainDate; readonly points: number }
	| { readonly kind: 'transfer-out'; readonly on: PlainDate; readonly points: number }
	| { readonly kind: 'award'; readonly on: PlainDate; readonly occasion: AwardOccasion }
	/** Credits as given, without the stays behind them. */
	| {
			readonly kind: 'credits';
			readonly on: PlainDate;
			readonly credit: string;
			readonly amount: Decimal;
	  }
	| { readonly kind: 'named'; readonly on: PlainDate; readonly tier: string }
	/** A bill in the programme's currency to be reduced with points. */
	| { readonly kind: 'bill'; readonly on: PlainDate; readonly amount: Decimal };

export interface ExampleStay {
	readonly kind: 'stay';
	/** Only needed where a later event corrects this stay: the same id again replaces it. */
	readonly id?: string | undefined;
	/** The day it becomes known; else its departure. */
	readonly knownOn?: PlainDate | undefined;
	readonly arrival: PlainDate;
	readonly nights: number;
	readonly status?: StayStatus | undefined;
	readonly property?: string | undefined;
	/** Needed where the programme has several brands. */
	readonly brand?: string | undefined;
	readonly rooms?: number | undefined;
	readonly roomType?: string | undefined;
	readonly ratePlan?: string | undefined;
	readonly channel?: string | undefined;
	readonly currency?: string | undefined;
	/** The rate of the departure date: how many units of `currency` one of the programme's buys. */
	readonly rate?: Decimal | undefined;
	/** Amounts for the whole stay, all rooms together. */
	readonly room?: Decimal | undefined;
	readonly food?: Decimal | undefined;
	readonly spa?: Decimal | undefined;
	readonly other?: Decimal | undefined;
	readonly awardNights?: number | undefined;
	readonly nightAmounts?: readonly Decimal[] | undefined;
	readonly roomAmounts?: readonly Decimal[] | undefined;
	readonly forOther?: boolean | undefined;
}

/** Only what is named is compared. */
export interface Expectation {
	/** Σ of all entries of stays and awards. */
	readonly earned?: number | undefined;
	/** Of the last stay: base and bonus points. */
	readonly base?: number | undefined;
	readonly bonus?: number | undefined;
	/** The code of why the last stay earned nothing. */
	readonly noPointsBecause?: string | undefined;
	readonly balance?: number | undefined;
	readonly debt?: number | undefined;
	readonly balances?: readonly { readonly on: PlainDate; readonly balance: number }[] | undefined;
	readonly tier?: string | undefined;
	readonly tiers?: readonly { readonly on: PlainDate; readonly tier: string }[] | undefined;
	/** Since when the tier is held, and its last day ('life' when it has none). */
	readonly tierSince?: PlainDate | undefined;
	readonly tierValidTo?: PlainDate | 'life' | undefined;
	/** What has counted since joining, by counter; money in the programme's currency. */
	readonly credits?: Readonly<Record<string, Decimal>> | undefined;
	/** The last usable day of the points that lapse first, and how many they are. */
	readonly pointsValidTo?: PlainDate | 'none' | undefined;
	readonly moneyOff?:
		| { readonly points: number; readonly amount: Decimal }
		| { readonly refused: string }
		| undefined;
	/** The code with which the last event was refused. */
	readonly refused?: string | undefined;
}
