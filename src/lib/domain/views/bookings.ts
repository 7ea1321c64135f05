import type { PlainDate } from '../calendar.ts';
import type { RedemptionStatus } from '../rewards/states.ts';
import type { Text } from '../text.ts';
import type { PointsName } from './common.ts';
import type { ListState } from './list.ts';
import type { House, RewardGives, Wall } from './rewards.ts';

/** A reward that a guest booked at a house; the id is that of the redemption. */
export interface BookingLine {
	readonly id: string;
	readonly name: Text;
	readonly status: RedemptionStatus;
	/** The name of the house. */
	readonly house: Text;
	/** The day that it was booked for. */
	readonly useOn?: PlainDate | undefined;
	/** The last day on which it can be used. */
	readonly validTo: PlainDate;
	/** While the house has not said yes: until when it does. */
	readonly waitsTo?: Wall | undefined;
	readonly guest: BookingGuest;
}

export interface BookingGuest {
	readonly id: string;
	readonly name: string;
	readonly number: string;
}

export interface BookingsView {
	readonly list: ListState;
	readonly bookings: readonly BookingLine[];
	/** The houses to choose from. */
	readonly houses: readonly House[];
}

export interface BookingView extends BookingLine {
	readonly gives: RewardGives;
	readonly points: number;
	readonly pointsName: PointsName;
	readonly redeemedOn: PlainDate;
	readonly confirmed: boolean;
	/** It is promised, and nothing of it was taken. */
	readonly canWithdraw: boolean;
}
