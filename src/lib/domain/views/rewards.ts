import type { Instant, PlainDate } from '../calendar.ts';
import type { Obstacle } from '../rewards/obstacle.ts';
import type { WhyReturned } from '../rewards/returned.ts';
import type { Amount, Blackout, Confirm, RewardKind, WithCash } from '../rewards/reward.ts';
import type { RedemptionStatus } from '../rewards/voucher.ts';
import type { Text } from '../text.ts';
import type { PointsName, TierView } from './common.ts';

/** What a reward gives, as its kind has it. */
export interface RewardGives {
	readonly kind: RewardKind;
	/** Of a credit, or of money off a bill. */
	readonly amount?: Amount | undefined;
	/** Of a late check-out: until when the room is kept, 'HH:MM'. */
	readonly until?: string | undefined;
	/** Of a free night. */
	readonly nights?: number | undefined;
	/** Of a free night: the most that the guest may choose. */
	readonly nightsMost?: number | undefined;
	readonly nth?: number | undefined;
	readonly room?: Text | undefined;
	readonly persons?: number | undefined;
	readonly mornings?: number | undefined;
	readonly partner?: Text | undefined;
	/** Of a status gift: the name of the tier. */
	readonly tier?: Text | undefined;
	readonly months?: number | undefined;
}

export interface RewardLine extends RewardGives {
	readonly id: string;
	readonly name: Text;
	/** The name under which its picture is kept. */
	readonly image?: string | undefined;
	/** Points, for the tier that is held. */
	readonly price: number;
	/** What it costs without a tier's price, where that differs. */
	readonly plainPrice?: number | undefined;
	/** Fewer points and the rest at the hotel; the most points first. */
	readonly withCash: readonly WithCash[];
	/** The fewest points for which it can be had. */
	readonly least: number;
	/** The lowest tier that may have it. */
	readonly tierMin?: TierView | undefined;
	/** Points that are missing to the least, where nothing else is in the way. */
	readonly short?: number | undefined;
	/** The first reason why it cannot be had now, missing points included. */
	readonly because?: Obstacle | undefined;
}

/** A house as one chooses it. */
export interface House {
	readonly code: string;
	readonly name: Text;
}

export interface RewardFilter {
	/** The code of a house; none: all of them. */
	readonly house?: string | undefined;
	/** Only what the points are enough for. */
	readonly within: boolean;
}

export interface RewardsView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly balance: number;
	readonly verified: boolean;
	/** Those that the filter leaves. */
	readonly rewards: readonly RewardLine[];
	/** How many there are without it. */
	readonly offered: number;
	readonly filter: RewardFilter;
	/** The houses to choose from. */
	readonly houses: readonly House[];
	/** How many vouchers can still be used. */
	readonly openVouchers: number;
}

/** One price for which it can be had, as the form sends it. */
export interface RewardOffer {
	readonly nights?: number | undefined;
	readonly points: number;
	/** What is paid at the hotel in all. */
	readonly cash?: Amount | undefined;
	/** Which of the ways with cash, as `Choice` names it. */
	readonly cashMinor?: number | undefined;
	/** Points that are missing for this one. */
	readonly short?: number | undefined;
}

/** A house at which it can be had. */
export interface RewardHouse extends House {
	/** The first day of use; none: it has none left, or no day that still can be had. */
	readonly earliest?: PlainDate | undefined;
	/** Days on which it has none left. */
	readonly full: readonly PlainDate[];
}

/** What points take off a bill, and whether only whole such steps. */
export interface MoneyOffRate {
	readonly points: number;
	readonly amount: Amount;
	readonly inSteps: boolean;
}

export interface RewardView extends RewardLine {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly balance: number;
	readonly verified: boolean;
	/** What the picture shows. */
	readonly alt?: Text | undefined;
	readonly description: Text;
	readonly terms?: Text | undefined;
	/** The houses where it can be used; none: in all of them. */
	readonly properties?: readonly Text[] | undefined;
	/** The last day on which it can be redeemed. */
	readonly offeredTo?: PlainDate | undefined;
	/** The last day of a voucher that is redeemed today. */
	readonly validTo: PlainDate;
	/** One for each number of nights and each way to pay. */
	readonly offers: readonly RewardOffer[];
	/** What the guest says with it, and the houses to choose from. */
	readonly asks?: 'property' | 'date' | undefined;
	readonly houses: readonly RewardHouse[];
	/** The hotel says yes or no to each. */
	readonly confirm?: Confirm | undefined;
	/** It is had at once, and nothing is left for a desk to take. */
	readonly atOnce: boolean;
	/** It is had at the desk alone, against a bill. */
	readonly atDesk: boolean;
	/** Of that, what the programme says. */
	readonly rate?: MoneyOffRate | undefined;
	/** Those that a voucher of today can meet. */
	readonly blackouts: readonly Blackout[];
	/** The last day on which it can be taken back if it is redeemed today; none: it cannot. */
	readonly cancelTo?: PlainDate | undefined;
	readonly limitPerMember?: number | undefined;
	/** How many of them the member has had. */
	readonly had: number;
	/** Said only when there are few. */
	readonly left?: number | undefined;
	/** The id of what the form asks for. */
	readonly requestId: string;
}

export type VoucherStatus = RedemptionStatus;

/** The id is that of the redemption. */
export interface VoucherLine extends RewardGives {
	readonly id: string;
	readonly name: Text;
	readonly image?: string | undefined;
	readonly status: VoucherStatus;
	/** Four groups of four. */
	readonly code: string;
	readonly validFrom: PlainDate;
	readonly validTo: PlainDate;
	/** The houses where it can be used; none: in all of them. */
	readonly properties?: readonly Text[] | undefined;
	/** The day that it was booked for. */
	readonly useOn?: PlainDate | undefined;
	/** Of a credit that was taken in part, what is left. */
	readonly left?: Amount | undefined;
	/** While the hotel has not said yes: until when it does. */
	readonly waitsTo?: Wall | undefined;
	readonly usedAt?: Instant | undefined;
}

/** What the clock on the wall of a house shows. */
export interface Wall {
	readonly on: PlainDate;
	/** 'HH:mm'. */
	readonly at: string;
}

/** What a desk took, of a credit a part. */
export interface VoucherTake extends Wall {
	readonly id: string;
	readonly property: Text;
	readonly amount?: Amount | undefined;
}

export interface VoucherView extends VoucherLine {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	/** What it cost. */
	readonly points: number;
	readonly redeemedOn: PlainDate;
	readonly terms?: Text | undefined;
	readonly blackouts: readonly Blackout[];
	/** While it can be used: modules on a side, and the dark ones as one SVG path. */
	readonly qr?: { readonly size: number; readonly path: string } | undefined;
	/** The last day on which it can be taken back, while it can. */
	readonly cancelTo?: PlainDate | undefined;
	/** The id of what the form for taking it back asks for. */
	readonly requestId: string;
	/** Takes that were not taken back, the oldest first; times are those of their house. */
	readonly takes: readonly VoucherTake[];
	/** What is paid at the hotel beside the points. */
	readonly cash?: Amount | undefined;
	/** Of what came back without the guest asking: why. */
	readonly whyReturned?: WhyReturned | undefined;
	/** The hotel was asked, and said yes. */
	readonly confirmed: boolean;
	/** It was had at once; there is nothing to take. */
	readonly atOnce: boolean;
	readonly partnerCode?: string | undefined;
	/** Changes whenever the desk does something with it. */
	readonly mark: string;
	/** The entries of the ledger that took the points and gave them back. */
	readonly entryId: string;
	readonly returnEntryId?: string | undefined;
}

export interface VouchersView {
	readonly today: PlainDate;
	/** The one that ends first is first. */
	readonly open: readonly VoucherLine[];
	/** A page of them, the newest first. */
	readonly past: readonly VoucherLine[];
	/** Where the next page begins, and whether this one is not the first. */
	readonly olderBefore?: string | undefined;
	readonly older: boolean;
}
