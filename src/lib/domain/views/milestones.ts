import type { PlainDate } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { PointsName } from './common.ts';
import type { Counter } from './home.ts';

/** What a member's milestones gave, what is to choose, and what waits next. */
export interface MilestonesView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly open: readonly OpenChoice[];
	readonly gifts: readonly GiftLine[];
	readonly next: readonly NextMilestones[];
	/** Newest first. */
	readonly reached: readonly ReachedMilestone[];
}

/** Points, or pieces of something that the hotel named. */
export interface GiftView {
	readonly id: string;
	/** Points that come by themselves have no name. */
	readonly name?: Text | undefined;
	readonly points?: number | undefined;
	readonly count: number;
}

export interface OpenChoice {
	readonly grantId: string;
	/** The id under which the form asks, so that a second tap is the same choice. */
	readonly requestId: string;
	/** Its goal is the number that was reached. */
	readonly counter: Counter;
	readonly reachedOn: PlainDate;
	/** The last day to choose. */
	readonly chooseBy: PlainDate;
	/** How many of the options. */
	readonly choose: number;
	readonly options: readonly GiftView[];
	/** What comes when nothing is chosen. */
	readonly otherwise: readonly GiftView[];
}

/** Pieces that can be used today. */
export interface GiftLine {
	readonly id: string;
	readonly name: Text;
	readonly count: number;
	/** The last day; none is for life. */
	readonly validTo?: PlainDate | undefined;
}

/** The numbers of one counter that come next. */
export interface NextMilestones {
	readonly id: string;
	/** How much there is of the nearest. */
	readonly counter: Counter;
	/** The last day on which it still counts. */
	readonly by?: PlainDate | undefined;
	readonly steps: readonly {
		readonly at: number;
		readonly counter: Counter;
		readonly gifts: readonly GiftView[];
		/** How many of them may be chosen, where not all of them come. */
		readonly choose?: number | undefined;
	}[];
}

export interface ReachedMilestone {
	readonly id: string;
	readonly counter: Counter;
	readonly reachedOn: PlainDate;
	readonly gifts: readonly GiftView[];
	/** Whether it came by itself, was chosen, or came because nobody chose. */
	readonly how: 'given' | 'chosen' | 'otherwise';
	readonly entryId?: string | undefined;
}
