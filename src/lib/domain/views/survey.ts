import type { PlainDate } from '../calendar.ts';
import type { When } from '../surveys/branching.ts';
import type { Question } from '../surveys/survey.ts';
import type { Text } from '../text.ts';
import type { OwnCase } from './cases.ts';
import type { PointsName } from './common.ts';
import type { WishWords } from './preferences.ts';

/** What a guest is shown of one survey, in the portal and behind the mailed link alike. */
export type SurveyView = OpenSurvey | ThanksView | OverView;

export interface OpenSurvey {
	readonly state: 'open';
	readonly stay: StayAsked;
	readonly steps: readonly SurveyStepLine[];
	/** From 0. */
	readonly at: number;
	readonly questions: readonly SurveyQuestion[];
	/** Whether there is an answer to anything yet. */
	readonly begun: boolean;
	/** The question of the mail alone, with the score that was tapped there; nothing is saved yet. */
	readonly rating?: SurveyQuestion | undefined;
	/** That score was saved a moment ago. */
	readonly isRated?: boolean | undefined;
	/** What a finished survey gives; none where the programme gives nothing. */
	readonly points?: number | undefined;
	readonly pointsName?: PointsName | undefined;
}

export interface StayAsked {
	readonly property: Text;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
}

export interface SurveyStepLine {
	/** By which it is gone to: of all steps, those that are not asked of this guest included, from 1. */
	readonly nr: number;
	/** The last step, which asks for the recommendation, has no name of its own. */
	readonly name?: Text | undefined;
	/** The first, before what is judged. */
	readonly isOpening?: boolean | undefined;
	/** The built-in one about the wishes of the stay. */
	readonly isWishes?: boolean | undefined;
	readonly answered: boolean;
}

export interface SurveyQuestion {
	readonly id: string;
	readonly kind: Question['kind'];
	readonly label: Text;
	/** To choose from. */
	readonly options?: readonly { readonly id: string; readonly label: Text }[] | undefined;
	/** The words at the ends of a scale. */
	readonly low?: Text | undefined;
	readonly high?: Text | undefined;
	/** Asked only after an answer to another question of the same step. */
	readonly when?: When | undefined;
	readonly value?: string | undefined;
	readonly max?: number | undefined;
	/** What was wished. */
	readonly wish?: WishWords | undefined;
}

export interface ThanksView {
	readonly state: 'thanks';
	readonly stay: StayAsked;
	readonly points?: number | undefined;
	readonly pointsName?: PointsName | undefined;
}

/** Nothing can be answered (any more); `declined` when it went to the wrong person. */
export interface OverView {
	readonly state: 'over' | 'declined';
}

export interface SurveyLine {
	readonly id: string;
	readonly property: Text;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly state: 'open' | 'begun' | 'thanks' | 'over';
	/** The last day on which it can be answered. */
	readonly until: PlainDate;
	readonly points?: number | undefined;
}

export interface SurveysView {
	readonly pointsName?: PointsName | undefined;
	readonly open: readonly SurveyLine[];
	readonly past: readonly SurveyLine[];
	/** What the guest told the house, the newest first. */
	readonly cases: readonly OwnCase[];
}
