import type { PlainDate } from '../calendar.ts';
import type { RequestStatus } from '../desk/request.ts';
import type { Amount } from '../rewards/reward.ts';
import type { Text } from '../text.ts';
import type { PointsName } from './common.ts';
import type { DeskName, DeskVoucher } from './desk.ts';
import type { RewardGives, RewardOffer } from './rewards.ts';

interface Asked {
	readonly id: string;
	/** The name of the reward. */
	readonly name: Text;
	readonly points: number;
	readonly pointsName: PointsName;
	/** The bill, and what the points pay of it. */
	readonly bill?: Amount | undefined;
	readonly amount?: Amount | undefined;
	/** Of a reward: for which day, how many nights, and what is paid beside the points. */
	readonly useOn?: PlainDate | undefined;
	readonly nights?: number | undefined;
	readonly cash?: Amount | undefined;
	/** 'HH:MM' where the house is: how long it can be done. */
	readonly until: string;
}

/** What the desk asked a guest for, at the desk. */
export interface DeskAsked extends Asked {
	readonly guest: DeskName;
	readonly triesLeft: number;
}

/** The guest said the code: points are taken. */
export interface DeskPaid extends Omit<DeskAsked, 'triesLeft' | 'until'> {
	readonly became: DeskBecame;
}

/** What the points became, as the kind of the reward has it. */
export type DeskBecame =
	/** The money is off the bill, and can be put back for so long. */
	| { readonly kind: 'bill'; readonly takeId: string; readonly backSeconds: number }
	/** There is nothing for the desk to take. */
	| { readonly kind: 'given' }
	/** The house has to say yes. */
	| { readonly kind: 'waiting' }
	/** A voucher; undefined where it cannot be taken here now. */
	| { readonly kind: 'voucher'; readonly voucher?: DeskVoucher | undefined };

/** What a guest reads on the phone. */
export interface GuestAsked extends Asked {
	readonly house: Text;
	/** `undone`: the desk put the points back. */
	readonly status: RequestStatus | 'undone';
	/** What the guest tells the desk; only while it is open. */
	readonly code?: string | undefined;
	/** The voucher that it became. */
	readonly redemptionId?: string | undefined;
}

/** A reward that a guest can have at this desk now. */
export interface DeskReward extends RewardGives {
	readonly id: string;
	readonly name: Text;
	/** Those for which the points are enough. */
	readonly offers: readonly RewardOffer[];
	/** The days to choose from, where one has to be. */
	readonly days?:
		| { readonly from: PlainDate; readonly to: PlainDate; readonly full: readonly PlainDate[] }
		| undefined;
	/** The house has to say yes afterwards. */
	readonly waits: boolean;
	/** Made by the page that asks. */
	readonly askId: string;
}

/** What the desk may ask a guest for. */
export interface DeskPay {
	/** None: points are not taken for money here. */
	readonly rewards: readonly { readonly id: string; readonly name: Text }[];
	/** Of the bills that are paid so: the programme's. */
	readonly currency: string;
	/** The house bills in another currency, which points do not pay. */
	readonly elsewhere: boolean;
	readonly balance: number;
	readonly pointsName: PointsName;
	/** What all of them take off a bill. */
	readonly worthMinor: number;
	/** Made by the page that asks, so that a second tap is the same request. */
	readonly askId: string;
	/** One that waits for the guest's word. */
	readonly open?: DeskAsked | undefined;
}
