import type { PlainDate } from '../calendar.ts';
import type { EntryKind } from '../ledger/account.ts';
import type { Text } from '../text.ts';
import type { ClaimLine } from './claims.ts';
import type { Because, PendingLine, PointsName } from './common.ts';
import type { WishLine } from './preferences.ts';

export type StayStatus = 'booked' | 'in_house' | 'checked_out' | 'cancelled' | 'no_show';
export type FolioClass = 'room' | 'food' | 'spa' | 'other';

export interface StayLine {
	readonly id: string;
	readonly property: Text;
	readonly status: StayStatus;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly nights: number;
	/** What the stay has earned as the ledger stands, corrections included. */
	readonly points: number;
	readonly noPoints?: Because | undefined;
	/** What is posted on a later day. */
	readonly pending?: Pick<PendingLine, 'points' | 'on' | 'days'> | undefined;
}

export interface StaysView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly upcoming: readonly StayLine[];
	readonly past: readonly StayLine[];
	/** What the next page of past stays begins after. */
	readonly olderBefore?: string | undefined;
	readonly older: boolean;
	readonly filter: { readonly year?: number | undefined; readonly property?: string | undefined };
	readonly years: readonly number[];
	readonly properties: readonly { readonly code: string; readonly name: Text }[];
	/** Stays that the guest said are missing, the newest first; none on later pages. */
	readonly claims: readonly ClaimLine[];
}

export interface StayView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly stay: StayLine;
	readonly reference: string;
	readonly bookedOn?: PlainDate | undefined;
	readonly rooms: number;
	readonly adults: number;
	readonly children: number;
	readonly roomType?: string | undefined;
	readonly ratePlan?: string | undefined;
	readonly channel?: string | undefined;
	readonly awardNights: number;
	readonly currency: string;
	readonly folio: readonly { readonly class: FolioClass; readonly amountMinor: number }[];
	/** A survey about it that waits for an answer. */
	readonly surveyId?: string | undefined;
	/** Entries of the ledger that this stay made, newest first. */
	readonly entries: readonly {
		readonly id: string;
		readonly kind: EntryKind;
		readonly points: number;
		readonly on: PlainDate;
	}[];
	/** Of a stay to come or under way: the day on which its points are there. */
	readonly expectedOn?: PlainDate | undefined;
	/** Recorded by hand for a claim until the hotel itself reported the stay. */
	readonly replaced?: true | undefined;
	/** Of a stay to come or under way: what the guest wishes there. */
	readonly wishes?:
		{ readonly propertyCode: string; readonly lines: readonly WishLine[] } | undefined;
}
