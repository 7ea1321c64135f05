import type { PlainDate } from '../calendar.ts';
import type { StatementSums } from '../ledger/statement.ts';
import type { EntryLine, Expiring, PointsName, TierView } from './common.ts';

/** The months that can be looked at, 'YYYY-MM', newest first. */
export interface StatementsView {
	readonly months: readonly string[];
}

/**
 * What was written to an account in a calendar month of the programme's time zone. What was written
 * does not change, so neither does the statement of a month that is over.
 */
export interface StatementView {
	readonly month: string;
	readonly from: PlainDate;
	/** The last day of the month, or today while it runs. */
	readonly through: PlainDate;
	readonly isRunning: boolean;
	readonly name: string;
	readonly number: string;
	readonly pointsName: PointsName;
	readonly opening: number;
	readonly closing: number;
	readonly sums: StatementSums;
	readonly lines: readonly StatementLine[];
	/** At the end of `through`. */
	readonly tier: TierView;
	readonly pending: number;
	/** As things stand on `today`. */
	readonly today: PlainDate;
	readonly expiring?: Expiring | undefined;
	readonly previous?: string | undefined;
	readonly next?: string | undefined;
}

export interface StatementLine {
	/** `on` is the day it counts. */
	readonly entry: EntryLine;
	readonly balance: number;
	/** The day it was written, where it counts in another month. */
	readonly writtenOn?: PlainDate | undefined;
}
