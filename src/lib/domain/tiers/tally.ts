import { inOrder, type PlainDate, type Span } from '../calendar.ts';
import type { Credit } from '../ledger/account.ts';

/** Sums of credits by counter and days; asking costs little however many credits there are. */
export class Tally {
	/** Of every counter its days in order, and the sum through each. */
	private readonly byCounter = new Map<string, { days: PlainDate[]; sums: number[] }>();
	/** The days on which anything counts, in order. */
	readonly days: readonly PlainDate[];

	constructor(credits: readonly Credit[]) {
		const sorted = credits.toSorted((one, other) => inOrder(one.countsOn, other.countsOn));
		const days = new Set<PlainDate>();
		for (const { kind, amount, countsOn } of sorted) {
			days.add(countsOn);
			const known = this.byCounter.get(kind);
			if (!known) this.byCounter.set(kind, { days: [countsOn], sums: [amount] });
			else {
				known.days.push(countsOn);
				known.sums.push((known.sums.at(-1) ?? 0) + amount);
			}
		}
		this.days = [...days];
	}

	/** What counted from the first day to the last, by counter. */
	within({ from, to }: Span): Map<string, number> {
		const counts = new Map<string, number>();
		for (const [kind, { days, sums }] of this.byCounter) {
			const through = to === undefined ? days.length : firstAfter(days, to);
			const before = from === undefined ? 0 : firstFrom(days, from);
			if (through <= before) continue;
			counts.set(kind, (sums[through - 1] ?? 0) - (sums[before - 1] ?? 0));
		}
		return counts;
	}
}

function firstFrom(days: readonly PlainDate[], day: PlainDate): number {
	return search(days, (one) => one >= day);
}

function firstAfter(days: readonly PlainDate[], day: PlainDate): number {
	return search(days, (one) => one > day);
}

function search(days: readonly PlainDate[], is: (day: PlainDate) => boolean): number {
	let low = 0;
	let high = days.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (is(days[middle] ?? '')) high = middle;
		else low = middle + 1;
	}
	return low;
}
