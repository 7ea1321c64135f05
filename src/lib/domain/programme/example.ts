import type { PlainDate } from '../calendar.ts';
import type { StayStatus } from '../stays/stay.ts';
import type { AwardOccasion, DateBasis, Decimal, Version } from './programme.ts';

/** Given a member and what happens, expect these points, tier and dates. */
export interface Example {
	readonly name: string;
	readonly member?: ExampleMember | undefined;
	/** Settings of every version that this example replaces for itself. */
	readonly with?: ExampleSettings | undefined;
	readonly events: readonly ExampleEvent[];
	/** The day on which the member is looked at; else the day of the last event. */
	readonly on?: PlainDate | undefined;
	readonly expect: Expectation;
}

/** What an example may set otherwise for itself; `replaceable` of the schema lists the same. */
type Replaceable =
	| 'rounding'
	| 'expiry'
	| 'clawback'
	| 'backdateDays'
	| 'releaseDays'
	| 'returnGraceDays'
	| 'discounted'
	| 'restart'
	| 'claimMonths'
	| 'moneyOff';

export interface ExampleSettings extends Partial<Pick<Version, Replaceable>> {
	/** By the id of an earning rule, the date that it looks at instead. */
	readonly bases?: Readonly<Record<string, DateBasis>> | undefined;
}

export interface ExampleMember {
	readonly joinedOn?: PlainDate | undefined;
	/** A tier held from joining on, for life, unless the next two say otherwise. */
	readonly tier?: string | undefined;
	readonly tierSince?: PlainDate | undefined;
	readonly tierValidTo?: PlainDate | undefined;
}

interface OnDay {
	readonly on: PlainDate;
}

export type ExampleEvent =
	| ExampleStay
	| ExampleActivity
	/** Something missing is claimed: too late is refused, else it is posted on that day. */
	| (OnDay & { readonly kind: 'claim'; readonly of: ExampleStay | ExampleActivity })
	/** Money of a stay given back: a share of everything, or amounts; without either all of it. */
	| (OnDay & {
			readonly kind: 'refund';
			readonly stay: string;
			readonly share?: Decimal | undefined;
			readonly room?: Decimal | undefined;
			readonly food?: Decimal | undefined;
			readonly spa?: Decimal | undefined;
			readonly other?: Decimal | undefined;
	  })
	| (OnDay & {
			readonly kind: 'spend';
			readonly points: number;
			readonly id?: string | undefined;
	  })
	/** A spend that is undone. */
	| (OnDay & { readonly kind: 'cancel'; readonly spend: string })
	/** Points that are not earned: given, bought, or by hand. Only `adjust` may be below 0. */
	| ExampleGiven<'gift'>
	| ExampleGiven<'transfer-in'>
	| ExampleGiven<'transfer-out'>
	| ExampleGiven<'goodwill'>
	| ExampleGiven<'purchase'>
	| ExampleGiven<'adjust'>
	/** Of one stay an occasion gives points once. */
	| (OnDay & {
			readonly kind: 'award';
			readonly occasion: AwardOccasion;
			readonly stay?: string | undefined;
	  })
	/** Credits as given, without the stays behind them. */
	| (OnDay & {
			readonly kind: 'credits';
			readonly credit: string;
			readonly amount: Decimal;
			readonly basis?: 'real' | 'award' | 'gifted' | undefined;
	  })
	| (OnDay & { readonly kind: 'named'; readonly tier: string })
	| (OnDay & { readonly kind: 'challenge'; readonly tier: string })
	| (OnDay & { readonly kind: 'card'; readonly card: string })
	| (OnDay & {
			readonly kind: 'choose';
			readonly milestone: string;
			readonly at: number;
			readonly options: readonly string[];
	  })
	/** Pieces of a gift asked for a stay; `confirm` comes in time, or they return. */
	| (OnDay & {
			readonly kind: 'use-gift';
			readonly gift: string;
			readonly arrival: PlainDate;
			readonly nights: number;
			readonly id?: string | undefined;
	  })
	| (OnDay & {
			readonly kind: 'confirm';
			readonly use: string;
			/** On the property's clock, 'HH:MM'; none: as the day begins. */
			readonly at?: string | undefined;
	  })
	/** A bill in the programme's currency to be reduced with points. */
	| (OnDay & { readonly kind: 'bill'; readonly amount: Decimal })
	| (OnDay & { readonly kind: 'convert'; readonly to: string; readonly points: number })
	/** Nights of one stay paid with points. */
	| (OnDay & {
			readonly kind: 'reward-nights';
			readonly nights: number;
			readonly pointsEach: number;
	  });

interface ExampleGiven<Kind extends string> extends OnDay {
	readonly kind: Kind;
	readonly points: number;
}

/** What a partner reports. */
export interface ExampleActivity extends OnDay {
	readonly kind: 'activity';
	/** Only needed where a later event corrects this activity: the same id again replaces it. */
	readonly id?: string | undefined;
	readonly cancelled?: true | undefined;
	/** The day it becomes known; else its own. */
	readonly knownOn?: PlainDate | undefined;
	readonly activity: string;
	/** By measure; money in the programme's currency. */
	readonly amounts: Readonly<Record<string, Decimal>>;
}

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
	/** What of the amounts was taken off for points. */
	readonly paidWithPoints?: Decimal | undefined;
	readonly awardNights?: number | undefined;
	readonly nightAmounts?: readonly Decimal[] | undefined;
	readonly roomAmounts?: readonly Decimal[] | undefined;
	readonly forOther?: boolean | undefined;
}

/** Only what is named is compared; each field is explained in the schema. */
export interface Expectation {
	readonly earned?: number | undefined;
	readonly base?: number | undefined;
	readonly bonus?: number | undefined;
	readonly exact?: Decimal | undefined;
	readonly noPointsBecause?: string | undefined;
	readonly balance?: number | undefined;
	readonly debt?: number | undefined;
	readonly balances?: readonly { readonly on: PlainDate; readonly balance: number }[] | undefined;
	readonly pending?: number | undefined;
	readonly pendingUntil?: PlainDate | undefined;
	readonly spent?: number | undefined;
	readonly tier?: string | undefined;
	readonly tiers?: readonly { readonly on: PlainDate; readonly tier: string }[] | undefined;
	readonly tierSince?: PlainDate | undefined;
	readonly tierValidTo?: PlainDate | 'life' | undefined;
	readonly credits?: Readonly<Record<string, Decimal>> | undefined;
	readonly counts?: Readonly<Record<string, Decimal>> | undefined;
	readonly rolled?: Readonly<Record<string, Decimal>> | undefined;
	readonly milestones?: readonly ExampleMilestone[] | undefined;
	readonly issued?: Readonly<Record<string, readonly number[]>> | undefined;
	readonly gifts?: Readonly<Record<string, number>> | undefined;
	readonly pointsValidTo?: PlainDate | 'none' | undefined;
	readonly lots?:
		readonly { readonly points: number; readonly validTo: PlainDate | 'none' }[] | undefined;
	readonly moneyOff?:
		| { readonly points: number; readonly amount: Decimal }
		| { readonly refused: string }
		| undefined;
	readonly refused?: string | boolean | undefined;
}

export interface ExampleMilestone {
	readonly milestone: string;
	readonly at: number;
	readonly reachedOn?: PlainDate | undefined;
	readonly chooseBy?: PlainDate | undefined;
	readonly chosen?: readonly string[] | undefined;
}
