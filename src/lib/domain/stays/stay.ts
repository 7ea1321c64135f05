import type { PlainDate } from '../calendar.ts';

export type StayStatus = 'booked' | 'in_house' | 'checked_out' | 'cancelled' | 'no_show';

/** The revenue classes of a folio. */
export const revenueClasses = ['room', 'food', 'spa', 'other'] as const;
export type RevenueClass = (typeof revenueClasses)[number];

export interface FolioLine {
	readonly class: RevenueClass;
	readonly amountMinor: number;
	readonly on: PlainDate;
}

/** What a source says about one stay. Amounts are minor units of `currency`, tax-free, for all rooms. */
export interface StayFacts {
	readonly id: string;
	readonly revision: number;
	readonly status: StayStatus;
	readonly propertyCode: string;
	/** The class of the property, one of the programme's brands. */
	readonly brand: string;
	readonly bookedOn?: PlainDate | undefined;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	/** Calendar nights of the own room: departure = arrival + nights. */
	readonly nights: number;
	readonly rooms: number;
	readonly roomType?: string | undefined;
	readonly ratePlan?: string | undefined;
	readonly channel?: string | undefined;
	readonly currency: string;
	readonly folio: readonly FolioLine[];
	/** Of the nights, how many were paid with a reward. */
	readonly awardNights: number;
	/** The room amount of each night, where the source knows; else it splits evenly. */
	readonly nightAmounts?:
		readonly { readonly on: PlainDate; readonly amountMinor: number }[] | undefined;
	/** The room amount of each room, the own room first, where the source knows; else it splits evenly. */
	readonly roomAmounts?: readonly number[] | undefined;
	/** What of all the amounts was taken off for points, so that money paid the rest. */
	readonly paidWithPointsMinor?: number | undefined;
	/** Booked by the member for somebody else: the price, not the points. */
	readonly forOther?: boolean | undefined;
}

/**
 * How many units of `quote` one unit of `base` buys on a day, as decimal text; undefined when no rate
 * is known. Asked with the programme's currency as base and the stay's as quote.
 */
export type RateOn = (base: string, quote: string, day: PlainDate) => string | undefined;
