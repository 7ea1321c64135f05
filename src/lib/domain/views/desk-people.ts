import type { PlainDate } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { TierView } from './common.ts';
import type { WishLine } from './preferences.ts';

/** Who can open a locked desk. */
export interface LockView {
	/** Whose session it is; without a PIN the password opens it. */
	readonly own: { readonly id: string; readonly name: string; readonly hasPin: boolean };
	/** Clerks of the house who have a PIN. */
	readonly others: readonly { readonly id: string; readonly name: string }[];
}

/** Somebody who was enrolled at the desk just now. */
export interface EnrolledView {
	readonly name: string;
	readonly number: string;
	readonly email: string;
	/** How many days the mailed link works. */
	readonly days: number;
}

/** A member who may be the one whom the desk is about to enrol. */
export type DoubleView =
	/** Proven: they cannot be enrolled once more. */
	| { readonly kind: 'address'; readonly proven: boolean }
	/** A guest of the house in these days, whom its desk sees. */
	| {
			readonly kind: 'guest';
			readonly name: string;
			readonly number: string;
			readonly arrival: PlainDate;
			readonly departure: PlainDate;
	  }
	/** Somewhere else, of whom the desk may not know more. */
	| { readonly kind: 'name'; readonly count: number };

/** A guest in house or arriving today who is looked for by name. */
export interface SearchedGuest {
	readonly name: string;
	readonly number: string;
	readonly room?: string | undefined;
	readonly roomType?: string | undefined;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
}

export interface SearchView {
	readonly guests: readonly SearchedGuest[];
	/** There are more than are shown. */
	readonly more: boolean;
}

export interface ArrivalsView {
	readonly property: Text;
	/** When it was made, by the clock of the house. */
	readonly asOf: { readonly on: PlainDate; readonly time: string };
	/** Today and tomorrow. */
	readonly days: readonly ArrivalDay[];
}

export interface ArrivalDay {
	readonly on: PlainDate;
	readonly arrivals: readonly Arrival[];
	/** Stays of guests without a membership. */
	readonly strangers: number;
}

export interface Arrival {
	/** Of the stay. */
	readonly id: string;
	readonly name: string;
	readonly number: string;
	readonly tier: TierView;
	readonly departure: PlainDate;
	readonly nights: number;
	readonly rooms: number;
	readonly room?: string | undefined;
	readonly roomType?: string | undefined;
	readonly adults: number;
	readonly children: number;
	/** Has arrived already. */
	readonly isIn: boolean;
	/** Those for this house. */
	readonly wishes: readonly WishLine[];
	/** Vouchers that can be used at this house during the stay. */
	readonly vouchers: number;
	/** What they told any house and is open. */
	readonly cases: number;
	/** Upgrades that were booked for this house and a day of the stay. */
	readonly upgrades: readonly ArrivalUpgrade[];
}

export interface ArrivalUpgrade {
	readonly name: Text;
	/** The room that was promised. */
	readonly room?: Text | undefined;
	readonly confirmed: boolean;
}
