import type { PlainDate } from '../calendar.ts';
import type { Text } from '../text.ts';

export const rewardKinds = [
	'free-night',
	'nth-night',
	'room-upgrade',
	'late-check-out',
	'breakfast',
	'dining-credit',
	'spa-credit',
	'money-off',
	'partner-code',
	'gift',
	'status-gift',
	'donation'
] as const;
export type RewardKind = (typeof rewardKinds)[number];

export const rewardStatuses = ['draft', 'offered', 'paused', 'archived'] as const;
export type RewardStatus = (typeof rewardStatuses)[number];

export interface Amount {
	readonly minor: number;
	readonly currency: string;
}

/** Days on which a voucher is not taken, both included. */
export interface Blackout {
	readonly from: PlainDate;
	readonly to: PlainDate;
}

/** Fewer points, and the rest at the hotel. */
export interface WithCash {
	readonly points: number;
	readonly cash: Amount;
}

/**
 * The hotel says yes or no to each, at the latest so many days before the day of use, at that time
 * where the house is; what nobody confirmed returns by itself.
 */
export interface Confirm {
	readonly daysBefore: number;
	/** 'HH:MM'. */
	readonly by: string;
}

/** What the hotel gives for points, as the catalogue keeps it. */
export interface Reward {
	readonly kind: RewardKind;
	readonly name: Text;
	readonly description: Text;
	readonly terms?: Text | undefined;
	/** What the picture shows, for those who do not see it. */
	readonly alt?: Text | undefined;
	/** The price of everybody whose tier has none of its own. */
	readonly points: number;
	readonly pointsByTier?: Readonly<Record<string, number>> | undefined;
	/** Other ways to pay, for every tier alike. */
	readonly withCash?: readonly WithCash[] | undefined;
	/** The lowest tier that may have it. */
	readonly tierMin?: string | undefined;
	/** Codes of the houses where it can be used; none: all of them. */
	readonly properties?: readonly string[] | undefined;
	/** The first and the last day on which it can be redeemed. */
	readonly offeredFrom?: PlainDate | undefined;
	readonly offeredTo?: PlainDate | undefined;
	/** What the guest says when redeeming: the house, or the house and the day of use. */
	readonly asks?: 'property' | 'date' | undefined;
	/** Redeemed at the latest so many hours before the day of use begins at the house. */
	readonly leadHours?: number | undefined;
	/** How many a house gives on one day of use. */
	readonly perDay?: number | undefined;
	readonly confirm?: Confirm | undefined;
	/** Only so many left, and managers are told. */
	readonly lowStock?: number | undefined;
	/** A voucher can be used from the day it was redeemed through so many days later. */
	readonly validDays: number;
	readonly blackouts?: readonly Blackout[] | undefined;
	readonly limitPerMember?: number | undefined;
	/** Until how many days later it can be taken back; 0: the same day; none: it cannot. */
	readonly cancelWithinDays?: number | undefined;
	/** Of a credit. */
	readonly amount?: Amount | undefined;
	/** Of a credit: it may be taken in parts. */
	readonly inParts?: boolean | undefined;
	/** Of a late check-out: until when the room is kept, 'HH:MM'. */
	readonly until?: string | undefined;
	/** Of a free night: how many one is. */
	readonly nights?: number | undefined;
	/** Of a free night: as many as the guest wishes, up to so many; the price is for each. */
	readonly nightsMost?: number | undefined;
	/** Of an nth night: which night of a paid stay is free. */
	readonly nth?: number | undefined;
	/** Of an upgrade: to what. */
	readonly room?: Text | undefined;
	/** Of breakfasts. */
	readonly persons?: number | undefined;
	readonly mornings?: number | undefined;
	/** Of a partner's code: whose it is. Of a donation: who receives it. */
	readonly partner?: Text | undefined;
	/** Of a status gift. */
	readonly tier?: string | undefined;
	readonly months?: number | undefined;
}

/** Given at the moment it is redeemed; nothing is left for a desk to take. */
export const givenAtOnce: readonly RewardKind[] = ['partner-code', 'status-gift', 'donation'];

/** What the guest chose beside the reward itself. */
export interface Choice {
	/** The code of the house. */
	readonly property?: string | undefined;
	readonly useOn?: PlainDate | undefined;
	readonly nights?: number | undefined;
	/** Which of `withCash`, by its cash in minor units; none: points alone. */
	readonly cashMinor?: number | undefined;
}

/** Needs the bill, so only a desk redeems it, for a guest who agrees. */
export const givenAtDesk: readonly RewardKind[] = ['money-off'];
