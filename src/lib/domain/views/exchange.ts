import type { PlainDate, Instant } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { ListState } from './list.ts';

export interface RatesView {
	readonly list: ListState;
	readonly rates: readonly RateLine[];
	readonly currencies: readonly string[];
	/** How many stays wait for a rate. */
	readonly waiting: number;
}

export interface RateLine {
	readonly id: string;
	readonly base: string;
	readonly quote: string;
	readonly day: PlainDate;
	readonly rate: string;
	readonly recordedAt: Instant;
	/** Who added or changed it; a program has no name. */
	readonly by: string;
}

export interface WaitingView {
	readonly list: ListState;
	readonly stays: readonly WaitingLine[];
}

export interface WaitingLine {
	readonly id: string;
	readonly memberId: string;
	readonly memberNumber: string;
	readonly property: Text;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly source: string;
	readonly sourceId: string;
	/** One unit of `base` in `quote`, on the departure. */
	readonly base: string;
	readonly quote: string;
}
