import type { Instant } from '../calendar.ts';
import type { DraftProblem } from '../surveys/draft-problems.ts';
import type { SurveyDraft } from '../surveys/draft.ts';
import type { Survey } from '../surveys/survey.ts';
import type { Doer } from './programme.ts';

export interface SurveyDraftView extends SurveyDraft {
	readonly id: string;
	readonly revision: number;
	readonly by: Doer;
	readonly changedAt: Instant;
	readonly canUndo: boolean;
	/** What stands against publishing it. */
	readonly problems: readonly DraftProblem[];
	/** By locale the parts that guests who read it would see in English. */
	readonly untranslated: Readonly<Record<string, readonly string[]>>;
}

export interface SurveyVersionLine {
	readonly version: number;
	readonly publishedAt: Instant;
	/** None of the one that Stayward comes with. */
	readonly by?: Doer | undefined;
	readonly responses: number;
	readonly questions: number;
	readonly isSent: boolean;
}

export interface SurveyVersionsView {
	/** The newest first. */
	readonly versions: readonly SurveyVersionLine[];
	readonly draft?: Pick<SurveyDraftView, 'by' | 'changedAt'> | undefined;
}

export interface SurveyVersionView {
	readonly line: SurveyVersionLine;
	readonly survey: Survey;
}
