import type { PlainDate } from '../calendar.ts';
import type { Activity } from '../programme/programme.ts';
import type { Text } from '../text.ts';
import type { EntryLine, Expiring, PendingLine, PointsName, TierView } from './common.ts';

export interface PointsView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly balance: number;
	readonly debt: number;
	readonly expiring?: Expiring | undefined;
	/** Still to come, the first on top. */
	readonly pending: readonly PendingLine[];
	readonly entries: readonly EntryLine[];
	/** The sequence number before which the next page begins. */
	readonly olderBefore?: number | undefined;
	/** Whether this is not the newest page. */
	readonly older: boolean;
	/** Whether there is a page of milestones. */
	readonly milestones: boolean;
}

export interface LotsView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly balance: number;
	readonly debt: number;
	readonly rule: ExpiryRule;
	readonly lots: readonly LotLine[];
	/** How many more open lots there are than the list shows. */
	readonly more: number;
}

export interface LotLine {
	readonly id: string;
	readonly entryId: string;
	readonly granted: number;
	readonly left: number;
	readonly earnedOn: PlainDate;
	readonly validTo?: PlainDate | undefined;
	/** Where the stay was that made it. */
	readonly property?: Text | undefined;
}

/** What keeps the points alive, as the programme in force today says it. */
export type ExpiryRule =
	| { readonly kind: 'never' }
	/** The same day for all that was earned in a year. */
	| { readonly kind: 'fixed-day' }
	| {
			readonly kind: 'inactivity';
			readonly amount: number;
			readonly unit: 'months' | 'days';
			readonly activity: readonly Activity[];
			/** The last usable day as things stand; none while there are no points, or they sleep for life. */
			readonly validTo?: PlainDate | undefined;
			/** The last usable day if there were activity today. */
			readonly ifActiveToday: PlainDate;
			/** The tier that keeps all points from expiring, while it is held. */
			readonly sleepsWith?: TierView | undefined;
	  }
	| {
			readonly kind: 'lot';
			readonly amount: number;
			readonly unit: 'months' | 'days';
			/** Whether that ends with the month, counts from the month's end, or from the day itself. */
			readonly to: 'end-of-month' | 'month-end-plus' | 'day';
	  };
