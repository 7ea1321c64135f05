import { addMonths, isPlainDate, startOfMonth, type PlainDate } from '../calendar.ts';
import type { EntryKind } from './account.ts';

/** What came and went in a month, by what it was; their sum is the change of the balance. */
export interface StatementSums {
	readonly earned: number;
	readonly used: number;
	readonly expired: number;
	readonly corrected: number;
}

const sumOf: Record<EntryKind, keyof StatementSums> = {
	earn: 'earned',
	bonus: 'earned',
	goodwill: 'earned',
	import: 'earned',
	'transfer-in': 'earned',
	redeem: 'used',
	return: 'used',
	'transfer-out': 'used',
	expire: 'expired',
	adjust: 'corrected',
	reversal: 'corrected'
};

/** Points that were returned count against those used, what was taken back stands by itself. */
export function sumStatement(
	entries: readonly { readonly kind: EntryKind; readonly points: number }[]
): StatementSums {
	const sums = { earned: 0, used: 0, expired: 0, corrected: 0 };
	for (const { kind, points } of entries) sums[sumOf[kind]] += points;
	return sums;
}

/** The months 'YYYY-MM' from the one of joining to the one of today, newest first. */
export function statementMonths(joinedOn: PlainDate, today: PlainDate): string[] {
	const months: string[] = [];
	for (let day = startOfMonth(today); day >= startOfMonth(joinedOn); day = addMonths(day, -1))
		months.push(day.slice(0, 7));
	return months;
}

/** The first day of a month 'YYYY-MM'; undefined when it is none. */
export function firstDayOf(month: string): PlainDate | undefined {
	const day = `${month}-01`;
	return isPlainDate(day) ? day : undefined;
}
