import type { Instant } from '../calendar.ts';
import type { Cuts } from '../surveys/cuts.ts';
import type { Field } from '../surveys/importance.ts';
import type { NetPromoter } from '../surveys/net-promoter.ts';
import type { Text } from '../text.ts';
import type { ListState } from './list.ts';
import type { StayAsked, SurveyQuestion } from './survey.ts';

/** What managers may narrow the scores to. */
export interface ResultChoices {
	readonly properties: readonly { readonly code: string; readonly name: Text }[];
	readonly tiers: readonly { readonly id: string; readonly name: Text }[];
	/** How stays were booked. */
	readonly channels: readonly string[];
}

/** Scores are on the scale of 2 to 10. */
export interface SurveyResults extends ResultChoices {
	readonly filters: Readonly<Record<string, string>>;
	readonly cuts: Cuts;
	readonly index: Mean | undefined;
	readonly dimensions: readonly {
		readonly id: string;
		readonly name: Text;
		readonly weight: string;
		readonly mean: Mean | undefined;
	}[];
	/** The dimensions, then the items of each. */
	readonly importance: readonly ImportancePoint[];
	readonly netPromoter: NetPromoter | undefined;
	/** `invited` is not there for a group that nobody is in before they answer. */
	readonly asked: { readonly invited: number | undefined; readonly submitted: number };
	/** Of the last twelve months those in which something was answered, the oldest first. */
	readonly months: readonly MonthScores[];
}

export interface MonthScores {
	/** YYYY-MM. */
	readonly month: string;
	readonly index: Mean | undefined;
	readonly netPromoter: NetPromoter | undefined;
}

/** The same scores of several groups beside each other. */
export interface SurveyScores extends ResultChoices {
	readonly filters: Readonly<Record<string, string>>;
	readonly by: readonly {
		readonly by: 'property' | 'tier' | 'guest' | 'channel';
		readonly groups: readonly GroupScores[];
	}[];
}

export interface GroupScores {
	/** Code of the house, id of the tier, `new` or `returning`, the channel; empty where it is not known. */
	readonly id: string;
	/** Responses. */
	readonly n: number;
	readonly index: Mean | undefined;
	readonly netPromoter: NetPromoter | undefined;
}

/** What matters how much to guests, and how good they say it is. */
export interface ImportancePoint {
	readonly id: string;
	readonly name: Text;
	/** The dimension that it is an item of; none of a dimension. */
	readonly of?: Text | undefined;
	readonly weight: string;
	/** Its weight as a multiple of an even share among its siblings. */
	readonly times: number;
	readonly mean: Mean;
	readonly field: Field;
	/** So few answers that they say little. */
	readonly small: boolean;
}

export interface Mean {
	readonly score: number;
	readonly n: number;
}

export interface ResponseLine {
	readonly id: string;
	readonly submittedAt: Instant;
	readonly property: Text;
	readonly number: string;
	readonly index: number | undefined;
	readonly recommend: number | undefined;
}

export interface ResponseList extends ResultChoices {
	readonly themes: readonly { readonly id: string; readonly name: Text }[];
	readonly list: ListState;
	/** With what was written. */
	readonly rows: readonly (ResponseLine & { readonly texts: readonly string[] })[];
}

export interface ResponseView extends ResponseLine {
	readonly stay: StayAsked;
	readonly dimensions: readonly {
		readonly id: string;
		readonly name: Text;
		readonly score: number | undefined;
		readonly questions: readonly SurveyQuestion[];
	}[];
	readonly closing: readonly SurveyQuestion[];
}
