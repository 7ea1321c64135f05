import type { Instant, PlainDate } from '../calendar.ts';
import type { Change } from '../programme/diff.ts';
import type { DraftFields } from '../programme/draft.ts';
import type { ExampleEffect } from '../programme/effects.ts';
import type { ExampleResult } from '../programme/examples.ts';
import type { Problem } from '../programme/problem.ts';
import type { TextProblem } from '../programme/draft-text.ts';
import type { Version } from '../programme/programme.ts';
import type { FormAnswer } from './form-answer.ts';

/** Who did something to the programme: somebody of the staff by name, else the system's part by id. */
export interface Doer {
	readonly name?: string | undefined;
	readonly id: string;
}

export interface VersionLineView {
	readonly number: number;
	readonly from: PlainDate;
	readonly publishedAt: Instant;
	readonly by: Doer;
	readonly state: 'upcoming' | 'in-force' | 'over';
	/** Against the one before; the first has none. */
	readonly changes: readonly Change[];
}

export interface ProgrammeView {
	/** Newest first; empty where nothing is published. */
	readonly versions: readonly VersionLineView[];
	readonly draft?:
		{ readonly by: Doer; readonly changedAt: Instant; readonly changes: number } | undefined;
}

export interface VersionView {
	readonly line: VersionLineView;
	/** The last day it is in force, where another follows. */
	readonly to?: PlainDate | undefined;
	readonly document: Version;
}

/** What others have saved since somebody was shown the draft. */
export interface Meanwhile {
	readonly by: Doer;
	readonly at: Instant;
	readonly changes: readonly Change[];
	readonly examplesChanged: boolean;
}

/** An example as it comes out when the draft is in force from its planned day. */
export interface ExampleView extends ExampleResult {
	/** Of what is expected, the fields that come out differently. */
	readonly wrong: readonly string[];
	/** Whether it expects something else than the newest published version's own. */
	readonly isChanged: boolean;
}

export interface DraftView {
	readonly id: string;
	readonly revision: number;
	readonly by: Doer;
	readonly changedAt: Instant;
	/** The version it is laid beside: the newest published one, where there is one. */
	readonly against?: number | undefined;
	/** Somebody published that one after the draft was begun from an older one. */
	readonly isBehind: boolean;
	readonly document: Version;
	readonly fields: DraftFields;
	readonly changes: readonly Change[];
	readonly problems: readonly Problem[];
	readonly examples: readonly ExampleView[];
	/** What the examples' members would get by the draft alone, where that is something else. */
	readonly effects: readonly ExampleEffect[];
	/** The day it is planned for, and the first one that is possible; the first version has none. */
	readonly from?: PlainDate | undefined;
	readonly earliest?: PlainDate | undefined;
}

/** What an action on the draft answers when it did not go through. */
export interface DraftAnswer extends FormAnswer {
	readonly meanwhile?: Meanwhile | undefined;
	/** Of the whole document: all of what was typed, however long, and where it is wrong. */
	readonly text?: string | undefined;
	readonly places?: readonly TextProblem[] | undefined;
}
