import type { PlainDate } from '../calendar.ts';
import type { RoundingMode } from '../fraction.ts';
import type { RevenueClass } from '../stays/stay.ts';
import type { Text } from '../text.ts';
import type { Example } from './example.ts';
import type {
	ActivityKind,
	Approvals,
	Card,
	Conversion,
	Keep,
	Milestone,
	Pooling,
	Reminders,
	RewardNights,
	RollOver,
	TierYears,
	Transfer
} from './terms.ts';

export type * from './terms.ts';

/** A programme file: every version whole, and examples that run over all of them. */
export interface ProgrammeFile {
	readonly schemaVersion: 1;
	readonly name: Text;
	readonly versions: readonly [Version, ...Version[]];
	readonly examples: readonly Example[];
}

/** A version as it is in force: number 1 from the beginning, every other from its date. */
export interface PublishedVersion {
	readonly number: number;
	readonly from: PlainDate;
	readonly document: Version;
}

/** Ascending by `from`. */
export type Programme = readonly [PublishedVersion, ...PublishedVersion[]];

/** A whole number or decimal text, never a JSON float. */
export type Decimal = number | string;

export interface Version {
	/** The first day it is in force; the first version of a file is in force from the beginning. */
	readonly from?: PlainDate | undefined;
	/** Of thresholds, rates and spend credits. */
	readonly currency: string;
	readonly timeZone: string;
	readonly pointsName: PointsName;
	/** The classes of property that the rules tell apart. */
	readonly brands: readonly string[];
	/** Days before joining of which a departure still earns; none is 0. */
	readonly backdateDays?: number | undefined;
	/** What tiers are counted in. */
	readonly counters: readonly Counter[];
	/** Lowest first; the first is the floor, which everybody holds. */
	readonly tiers: readonly [Tier, ...Tier[]];
	readonly credits: readonly CreditRule[];
	readonly earning: readonly EarningRule[];
	readonly rounding: Rounding;
	/** Days after the departure on which the points of a stay are posted; none: at once. */
	readonly releaseDays?: number | undefined;
	readonly expiry: Expiry;
	/** When members are told that points lapse. */
	readonly reminders?: Reminders | undefined;
	readonly awards: readonly Award[];
	readonly milestones?: readonly Milestone[] | undefined;
	/** Counters start at 0 on the day after a tier was reached, or also after it was kept. */
	readonly restart?: 'on-upgrade' | 'on-upgrade-and-renewal' | undefined;
	readonly rollOver?: readonly RollOver[] | undefined;
	/** Years in which a tier was held, for tiers that come with them. */
	readonly tierYears?: readonly TierYears[] | undefined;
	/** What is bought: a card that never lets its holder fall, an upgrade that is paid. */
	readonly cards?: readonly Card[] | undefined;
	/** What partners report beside stays. */
	readonly activities?: readonly ActivityKind[] | undefined;
	/** What was paid with points earns as if it were money, or not; none: not. */
	readonly discounted?: 'earn' | 'skip' | undefined;
	/** Months in which something that is missing can be claimed. */
	readonly claimMonths?: number | undefined;
	readonly rewardNights?: RewardNights | undefined;
	readonly conversions?: readonly Conversion[] | undefined;
	/** Points from one member to another; none: off. */
	readonly transfer?: Transfer | undefined;
	/** Households that spend together; none: off. */
	readonly pooling?: Pooling | undefined;
	readonly approvals?: Approvals | undefined;
	readonly moneyOff?: MoneyOff | undefined;
	/** What a correction may take that is already spent: all of it, into debt, or what is there. */
	readonly clawback: 'debt' | 'available';
	/** How long points are usable that come back after their date, counted from the day they do. */
	readonly returnGraceDays?: number | undefined;
	readonly services?: readonly Service[] | undefined;
}

export type PointsName = Readonly<
	Record<string, { readonly one?: string | undefined; readonly other: string }>
>;

export interface Counter {
	readonly id: string;
	/** Of money counters the amounts are minor units of the programme's currency. */
	readonly unit: 'nights' | 'stays' | 'money' | 'points' | 'times';
	readonly name: Text;
}

export interface Tier {
	readonly id: string;
	readonly name: Text;
	/** The metal it is shown in. */
	readonly tone: Tone;
	/** Share of the base points that the tier adds: '0.25' is a quarter. */
	readonly bonus: Decimal;
	readonly ways: readonly Way[];
	/** What its holder must do again; none: it simply ends. */
	readonly keep?: Keep | undefined;
	readonly benefits?: readonly { readonly id: string; readonly name: Text }[] | undefined;
}

export const tones = [
	'plain',
	'bronze',
	'silver',
	'gold',
	'platinum',
	'titanium',
	'diamond',
	'onyx'
] as const;
export type Tone = (typeof tones)[number];

/** How a tier comes to a member: by credits in a window, named by a manager, or by a challenge. */
export type Way = ReachWay | NamedWay | ChallengeWay;

export interface ReachWay {
	readonly id: string;
	readonly kind: 'reach';
	readonly window: Window;
	readonly needs: Need;
	readonly validity: Validity;
	/** Open only to those who hold this tier. */
	readonly after?: string | undefined;
}

/** A tier lent for some days; who meets the needs in them has it for its validity. */
export interface ChallengeWay {
	readonly id: string;
	readonly kind: 'challenge';
	readonly days: number;
	readonly needs: Need;
	readonly validity: Validity;
}

export interface NamedWay {
	readonly id: string;
	readonly kind: 'named';
	readonly validity: Validity;
}

/** The days whose credits count together. */
export type Window =
	| { readonly kind: 'calendar-year' }
	/** From one anniversary of joining to the day before the next. */
	| { readonly kind: 'member-year' }
	| { readonly kind: 'membership' }
	/** So many full months before the month of the day, and that month up to the day. */
	| { readonly kind: 'rolling-months'; readonly months: number };

export type Need =
	| { readonly kind: 'at-least'; readonly credit: string; readonly amount: Decimal }
	| { readonly kind: 'at-most'; readonly credit: string; readonly amount: Decimal }
	| { readonly kind: 'all'; readonly of: readonly Need[] }
	| { readonly kind: 'any'; readonly of: readonly Need[] };

export type Validity =
	| { readonly kind: 'life' }
	/** To the last day of that month, `yearsAfter` the year in which it was reached. */
	| { readonly kind: 'end-of-month'; readonly month: number; readonly yearsAfter: number }
	/** Through the day before so many months on, from the day or from the first of its month. */
	| { readonly kind: 'months'; readonly months: number; readonly from: 'day' | 'month-start' }
	/** To the end of the member's year, `yearsAfter` the one in which it was reached. */
	| { readonly kind: 'member-year'; readonly yearsAfter: number };

export interface Where {
	readonly properties?: readonly string[] | undefined;
	readonly brands?: readonly string[] | undefined;
	readonly channels?: readonly string[] | undefined;
	readonly exceptChannels?: readonly string[] | undefined;
	readonly ratePlans?: readonly string[] | undefined;
	readonly exceptRatePlans?: readonly string[] | undefined;
	readonly roomTypes?: readonly string[] | undefined;
	readonly nightsMin?: number | undefined;
	/** First and last day, on the rule's date basis. */
	readonly from?: PlainDate | undefined;
	readonly to?: PlainDate | undefined;
	/** 1 to 31, on the rule's date basis. */
	readonly daysOfMonth?: readonly number[] | undefined;
}

export type DateBasis = 'arrival' | 'departure' | 'night';

/** What stays add to a counter. Nights are of the own room only; a calendar night counts once. */
export type CreditRule =
	| {
			readonly id: string;
			readonly kind: 'nights';
			readonly credit: string;
			readonly awardNights: 'count' | 'skip';
			readonly countsOn: 'departure' | 'night';
			readonly where?: StayWhere | undefined;
	  }
	| {
			readonly id: string;
			readonly kind: 'stays';
			readonly credit: string;
			/** Stays at one property that follow each other without a night between count as one. */
			readonly backToBack?: 'one' | 'each' | undefined;
			readonly where?: StayWhere | undefined;
	  }
	| {
			readonly id: string;
			readonly kind: 'spend';
			readonly credit: string;
			readonly classes: readonly RevenueClass[];
			readonly maxRooms?: number | undefined;
			readonly where?: StayWhere | undefined;
	  }
	/** The base points of the stay, tier bonus left out. */
	| {
			readonly id: string;
			readonly kind: 'base-points';
			readonly credit: string;
			readonly where?: StayWhere | undefined;
	  }
	| {
			readonly id: string;
			readonly kind: 'no-shows';
			readonly credit: string;
			readonly where?: StayWhere | undefined;
	  };

/** Conditions without dates. */
export type StayWhere = Omit<Where, 'from' | 'to' | 'daysOfMonth'>;

/** Rules apply by rank, lowest first; those that fit the same amount add up until one of them stops. */
export type EarningRule = RateRule;

export interface RateRule {
	readonly id: string;
	readonly kind: 'rate';
	readonly points: Decimal;
	/** Units of the programme's currency that give `points`. */
	readonly per: Decimal;
	readonly classes: readonly RevenueClass[];
	/** The date that its validity and days of the month look at. */
	readonly basis: DateBasis;
	/** Base points carry the tier bonus, bonus points do not. */
	readonly as: 'base' | 'bonus';
	readonly rank?: number | undefined;
	readonly stop?: boolean | undefined;
	readonly where?: Where | undefined;
	/** Of how many rooms of the stay the amount counts; none is all. */
	readonly maxRooms?: number | undefined;
	/** At most so many points of this rule for one stay, before the tier bonus. */
	readonly cap?: number | undefined;
	/** Whether what was charged for nights paid with a reward counts; none: it does. */
	readonly awardNights?: 'earn' | 'skip' | undefined;
}

export interface Rounding {
	readonly mode: RoundingMode;
	readonly at: 'line' | 'total';
}

/** What can keep the points of a silent account alive. */
export const activities = [
	'stay',
	'activity',
	'redeem',
	'award',
	'gift',
	'transfer',
	'purchase',
	'goodwill',
	'adjust'
] as const;
export type Activity = (typeof activities)[number];

export type Expiry =
	| { readonly kind: 'never' }
	/** Usable through the day before the last activity + months, or + days. */
	| {
			readonly kind: 'inactivity';
			readonly months?: number | undefined;
			readonly days?: number | undefined;
			readonly activity: readonly Activity[];
			/** While this tier or a higher one is held nothing expires; the time starts anew after it. */
			readonly sleepsFrom?: string | undefined;
	  }
	/**
	 * end-of-month: the last day of the N-th month after the month it was made;
	 * month-end-plus: N months after the last day of that month; day: through the day before + N.
	 */
	| {
			readonly kind: 'lot';
			readonly months: number;
			readonly to: 'end-of-month' | 'month-end-plus' | 'day';
	  }
	| { readonly kind: 'lot-days'; readonly days: number }
	/** To the next such day of the year, `yearsAfter` years later. */
	| {
			readonly kind: 'fixed-day';
			readonly month: number;
			readonly day: number;
			readonly yearsAfter: number;
	  };

/** Points for something that is not a stay's revenue. */
export interface Award {
	readonly id: string;
	readonly kind: 'fixed';
	readonly on: AwardOccasion;
	readonly points: number;
}

export const awardOccasions = ['survey', 'referral', 'welcome', 'birthday'] as const;
export type AwardOccasion = (typeof awardOccasions)[number];

export type MoneyOff =
	/** Whole steps: `points` for `amount`. */
	| { readonly kind: 'steps'; readonly points: number; readonly amount: Decimal }
	/** Any amount: points = ceil(amount × pointsPerUnit). */
	| { readonly kind: 'any'; readonly pointsPerUnit: Decimal };

/** What a tier promises; a tier that is not named gets it not at all. */
export interface Service {
	readonly id: string;
	readonly name: Text;
	readonly byTier: Readonly<Record<string, 'offered' | 'on-request'>>;
	/** By the code of a house where it is other, by tier; a tier that is not named there is as everywhere. */
	readonly byProperty?:
		| Readonly<Record<string, Readonly<Record<string, 'offered' | 'on-request' | 'none'>>>>
		| undefined;
}

/** The version in force on a day. */
export function versionOn(programme: Programme, date: PlainDate): PublishedVersion {
	for (let at = programme.length - 1; at > 0; at -= 1) {
		const version = programme[at];
		if (version && version.from <= date) return version;
	}
	return programme[0];
}

/** The version under which something was made. */
export function versionNumbered(programme: Programme, number: number): PublishedVersion {
	const version = programme.find((one) => one.number === number);
	if (!version) throw new Error(`programme version ${number} is not published`);
	return version;
}

/** The beginning of time for a programme's first version. */
export const fromTheBeginning: PlainDate = '0001-01-01';

/** A file's versions, numbered from 1 as they stand. */
export function programmeOf(file: Pick<ProgrammeFile, 'versions'>): Programme {
	const [first, ...rest] = file.versions;
	return [
		{ number: 1, from: fromTheBeginning, document: first },
		...rest.map((document, index) => ({
			number: index + 2,
			from: document.from ?? fromTheBeginning,
			document
		}))
	];
}
