import type { PlainDate } from '../calendar.ts';
import type { WhichStay } from '../desk/may-see.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Amount } from '../rewards/reward.ts';
import type { Text } from '../text.ts';
import type { PointsName, TierView } from './common.ts';
import type { DeskPay, DeskReward } from './desk-request.ts';
import type { ObservationLine, WishLine } from './preferences.ts';
import type { RewardGives, Wall } from './rewards.ts';
import type { StayStatus } from './stays.ts';

export interface WorkplaceView {
	readonly code: string;
	readonly name: Text;
}

/** Where the clerk stands, and where else they may. */
export interface DeskView {
	/** None: it has to be chosen, or there is none to choose. */
	readonly here?: WorkplaceView | undefined;
	readonly workplaces: readonly WorkplaceView[];
}

/** What a look-up shows. Of somebody without a stay at the house: valid card, tier, and no more. */
export type DeskFound =
	| { readonly kind: 'nothing'; readonly typed: 'card' | 'neither' }
	| {
			readonly kind: 'card';
			readonly number: string;
			readonly tier: TierView;
			readonly verified: boolean;
	  }
	/** `verified`: with this look-up came a code that only the guest's phone could make. */
	| { readonly kind: 'guest'; readonly guest: DeskGuest; readonly verified: boolean }
	| { readonly kind: 'card-refused'; readonly no: CardNo }
	| {
			readonly kind: 'voucher';
			readonly voucher: DeskVoucher;
			readonly guest?: DeskName | undefined;
	  };

export interface DeskRefused {
	readonly kind: 'refused';
	readonly no: DeskNo;
}

/** Why a voucher cannot be taken here now. */
export interface DeskNo {
	readonly code: VoucherNo;
	/** What it is, where there is one of this code. */
	readonly name?: Text | undefined;
	/** When and where it was used, by the clock there. */
	readonly used?: { readonly on: PlainDate; readonly time: string; readonly at: Text } | undefined;
	/** The houses where it can be used; none: in all of them. */
	readonly properties?: readonly Text[] | undefined;
	readonly validFrom?: PlainDate | undefined;
	readonly validTo?: PlainDate | undefined;
	/** The last of the days on which it is not taken. */
	readonly notThrough?: PlainDate | undefined;
}

export type VoucherNo = Extract<RefusalCode, `voucher-${string}`>;

/** Why a card's code does not count. Times are by the clock of the house, 'HH:mm'. */
export type CardNo =
	| { readonly code: 'card-code-unknown' }
	| {
			readonly code: 'card-code-old' | 'card-code-ahead';
			/** By how much the phone's clock, or the picture of a card, differs. */
			readonly minutes: number;
			readonly shownAt: string;
	  }
	/** `here`: it was this house that took it, so its desk sees the guest by the number alone. */
	| { readonly code: 'card-code-seen'; readonly at: string; readonly here: boolean };

export interface DeskName {
	readonly name: string;
	readonly number: string;
}

export interface DeskGuest extends DeskName {
	readonly tier: TierView;
	/** None: the tier has no end. */
	readonly tierValidTo?: PlainDate | undefined;
	readonly promises: readonly DeskPromise[];
	/** None: they are seen by a code that they showed at this house. */
	readonly stay?: DeskStay | undefined;
	/** Until when that code opens their file here, 'HH:mm' by the clock of the house. */
	readonly passTo?: string | undefined;
	/** Those for this house. */
	readonly wishes: readonly WishLine[];
	readonly vouchers: readonly DeskVoucher[];
	/** What is booked here and waits for the yes of the house. */
	readonly waiting: readonly DeskWaiting[];
	readonly pay: DeskPay;
	/** What they can have for points here, asked for by the desk. */
	readonly rewards: readonly DeskReward[];
	/** What staff noticed; the guest sees it too. */
	readonly observed: readonly ObservationLine[];
	/** The id of the next such note; none where this house can keep none. */
	readonly noteId?: string | undefined;
	/** How the last survey that they answered went. */
	readonly mood?: DeskMood | undefined;
	/** What they told the hotel and is open, the oldest first. */
	readonly cases: readonly DeskCase[];
}

/** A case of the guest that is open, whichever house it is about. */
export interface DeskCase {
	readonly id: string;
	readonly kind: 'complaint' | 'suggestion' | 'praise';
	/** One line of what they wrote; empty where they only scored. */
	readonly about: string;
	readonly since: PlainDate;
	/** Until when it has to be answered, by the clock of the house; none once it was. */
	readonly answerBy?: Wall | undefined;
}

/** Scores of 2 to 10. */
export interface DeskMood {
	readonly index: number;
	/** 0 to 10. */
	readonly recommend?: number | undefined;
	readonly on: PlainDate;
	/** They left unhappy: the desk asks what it can make good. */
	readonly low: boolean;
}

/** Booked at the house, and nobody has said yes yet. */
export interface DeskWaiting extends RewardGives {
	readonly redemptionId: string;
	readonly name: Text;
	readonly useOn?: PlainDate | undefined;
	/** Until when it can be said, by the clock of the house; then it returns by itself. */
	readonly to: { readonly on: PlainDate; readonly time: string };
	/** Where the desk may know. */
	readonly guest?: DeskName | undefined;
}

/** What the tier is promised: a bonus on points as a share of one, or a service in words. */
export type DeskPromise =
	| { readonly kind: 'bonus'; readonly share: number }
	| { readonly kind: 'benefit' | 'offered' | 'on-request'; readonly name: Text };

export interface DeskStay {
	readonly id: string;
	readonly which: WhichStay;
	readonly status: StayStatus;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly nights: number;
	readonly roomType?: string | undefined;
	readonly rooms: number;
	readonly adults: number;
	readonly children: number;
}

/** A voucher that can be taken here today. */
export interface DeskVoucher extends RewardGives {
	readonly name: Text;
	/** Four groups of four. */
	readonly code: string;
	readonly validTo: PlainDate;
	/** Of a credit that may be taken in parts: what is left of it. */
	readonly left?: Amount | undefined;
	/** What the guest pays beside it. */
	readonly cash?: Amount | undefined;
	/** The id of taking it, so that a second tap is the same take. */
	readonly takeId: string;
}

/** What was just taken, for whom where the desk may know. */
export interface DeskTaken extends RewardGives {
	readonly takeId: string;
	readonly name: Text;
	readonly code: string;
	/** What the guest pays beside it. */
	readonly cash?: Amount | undefined;
	/** Of a credit in parts: what is left of it. */
	readonly left?: Amount | undefined;
	/** For how long it can still be taken back. */
	readonly backSeconds: number;
	readonly guest?: DeskName | undefined;
}

/** A take that was taken back. */
export interface DeskBack {
	readonly name: Text;
	readonly code: string;
	/** Of a credit: what can be taken of it. */
	readonly left?: Amount | undefined;
	/** Of a bill that was paid with points: those went back. */
	readonly returned?: { readonly points: number; readonly name: PointsName } | undefined;
	readonly guest?: DeskName | undefined;
}
