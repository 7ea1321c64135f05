import type { PlainDate } from '../calendar.ts';
import type { EntryLine, Expiring, PointsName } from './common.ts';

export interface PointsView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly balance: number;
	readonly debt: number;
	readonly expiring?: Expiring | undefined;
	readonly entries: readonly EntryLine[];
	/** The sequence number before which the next page begins. */
	readonly olderBefore?: number | undefined;
	/** Whether this is not the newest page. */
	readonly older: boolean;
}

export interface LotsView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly balance: number;
	readonly debt: number;
	readonly rule: ExpiryRule;
	readonly lots: readonly LotLine[];
}

export interface LotLine {
	readonly id: string;
	readonly entryId: string;
	readonly granted: number;
	readonly left: number;
	readonly earnedOn: PlainDate;
	readonly validTo?: PlainDate | undefined;
	readonly property?: Readonly<Record<string, string>> | undefined;
}

/** What keeps the points alive, as the programme in force today says it. */
export type ExpiryRule =
	| { readonly kind: 'never' }
	| {
			readonly kind: 'inactivity';
			readonly amount: number;
			readonly unit: 'months' | 'days';
			readonly activity: readonly string[];
			/** The last usable day as things stand; none while there are no points. */
			readonly validTo?: PlainDate | undefined;
			/** The last usable day if there were activity today. */
			readonly ifActiveToday: PlainDate;
	  }
	| { readonly kind: 'lot'; readonly amount: number; readonly unit: 'months' | 'days' };
