import type { RequestStatus } from '../desk/request.ts';
import type { Amount } from '../rewards/reward.ts';
import type { Text } from '../text.ts';
import type { PointsName } from './common.ts';
import type { DeskName } from './desk.ts';

interface Asked {
	readonly id: string;
	/** The name of the reward. */
	readonly name: Text;
	readonly points: number;
	readonly pointsName: PointsName;
	/** The bill, and what the points pay of it. */
	readonly bill?: Amount | undefined;
	readonly amount?: Amount | undefined;
	/** 'HH:MM' where the house is: how long it can be done. */
	readonly until: string;
}

/** What the desk asked a guest for, at the desk. */
export interface DeskAsked extends Asked {
	readonly guest: DeskName;
	readonly triesLeft: number;
}

/** The guest said the code: points are taken, and the money is off the bill. */
export type DeskPaid = Omit<DeskAsked, 'triesLeft' | 'until'>;

/** What a guest reads on the phone. */
export interface GuestAsked extends Asked {
	readonly house: Text;
	readonly status: RequestStatus;
	/** What the guest tells the desk; only while it is open. */
	readonly code?: string | undefined;
	/** The voucher that it became. */
	readonly redemptionId?: string | undefined;
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
