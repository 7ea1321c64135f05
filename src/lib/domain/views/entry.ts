import type { PlainDate } from '../calendar.ts';
import type { EntryKind } from '../ledger/account.ts';
import type { Reasons } from '../reasons.ts';
import type { Text } from '../text.ts';
import type { PointsName, StayOfEntry, TierView } from './common.ts';
import type { Counter } from './home.ts';

/** Why these points? */
export interface EntryView {
	readonly pointsName: PointsName;
	readonly id: string;
	readonly sequence: number;
	readonly kind: EntryKind;
	readonly points: number;
	readonly debtChange: number;
	readonly balanceAfter: number;
	readonly on: PlainDate;
	/** The day it was written, in the programme's time zone. */
	readonly recordedOn: PlainDate;
	readonly programmeVersion: number;
	readonly programmeCurrency: string;
	readonly reasons: Reasons;
	readonly stay?: StayOfEntry | undefined;
	/** The tier whose bonus it carries. */
	readonly tier?: TierView | undefined;
	/** What a partner reported, and which of its measures are money. */
	readonly activity?: ActivityOfEntry | undefined;
	/** The milestone that it is of, and what was chosen of it. */
	readonly milestone?: MilestoneOfEntry | undefined;
	/** The entry that this one takes back or gives back. */
	readonly of?: OtherEntry | undefined;
	readonly reversedBy?: OtherEntry | undefined;
	readonly lots: readonly {
		readonly id: string;
		readonly points: number;
		readonly earnedOn: PlainDate;
		readonly validTo?: PlainDate | undefined;
	}[];
}

export interface ActivityOfEntry {
	readonly name: Text;
	readonly money: readonly string[];
}

export interface MilestoneOfEntry {
	readonly counter: Counter;
	readonly gifts: readonly Text[];
}

export interface OtherEntry {
	readonly id: string;
	readonly on: PlainDate;
	readonly points: number;
}
