import type { PlainDate } from '../calendar.ts';
import type { EntryKind } from '../ledger/account.ts';
import type { Text } from '../text.ts';

/** What the points are called: plural forms (CLDR names) per locale. */
export type PointsName = Readonly<
	Record<string, { readonly one?: string | undefined; readonly other: string }>
>;

export interface TierView {
	readonly id: string;
	readonly name: Text;
	/** The metal it is shown in. */
	readonly tone: string;
}

/** One line of the ledger as a list shows it; its page tells the rest. */
export interface EntryLine {
	readonly id: string;
	readonly kind: EntryKind;
	readonly points: number;
	readonly balanceAfter: number;
	readonly on: PlainDate;
	readonly stay?: StayOfEntry | undefined;
	/** Where it is not a stay that says enough. */
	readonly because?: Because | undefined;
}

export interface StayOfEntry {
	readonly id: string;
	readonly property: Text;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly nights: number;
}

/** A reason as code and facts; words are made where it is read, in the reader's language. */
export interface Because {
	readonly code: string;
	readonly facts: Readonly<Record<string, string | number | boolean | null>>;
	/** A name that the hotel wrote, where that is the reason. */
	readonly name?: Text | undefined;
}

/** Points that are posted on a later day. */
export interface PendingLine {
	readonly id: string;
	readonly points: number;
	/** The day on which they are posted. */
	readonly on: PlainDate;
	/** So many days after check-out, which is why. */
	readonly days: number;
	readonly stay?: StayOfEntry | undefined;
}

/** Points that lapse after `validTo`, their last usable day. */
export interface Expiring {
	readonly points: number;
	readonly validTo: PlainDate;
}
