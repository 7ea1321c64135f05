import type { CaseKind } from '../cases/open-case.ts';
import type { Instant, PlainDate } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { PointsName } from './common.ts';
import type { ListState } from './list.ts';
import type { Wall } from './rewards.ts';
import type { AdjustLimit } from './members.ts';

export interface CaseMessage {
	readonly id: string;
	readonly by: 'guest' | 'staff';
	/** Of a colleague; guests see it too. */
	readonly name?: string | undefined;
	readonly body: string;
	/** By the clock of its house, like every other time of a case. */
	readonly at: Wall;
}

/** Something that a guest told the house, in their own list. */
export interface OwnCase {
	readonly id: string;
	readonly kind: CaseKind;
	readonly status: 'open' | 'resolved';
	readonly property: Text;
	readonly openedOn: PlainDate;
	readonly isAnswered: boolean;
	/** Something was changed because of it. */
	readonly hasChanged: boolean;
}

/** What a guest reads of it. */
export interface CaseView extends OwnCase {
	readonly messages: readonly CaseMessage[];
	/** What was changed because of it. */
	readonly changed?: string | undefined;
	/** Points that were given for it. */
	readonly points?: number | undefined;
	readonly pointsName: PointsName;
	/** The id under which the form writes, so that the same words are said once. */
	readonly messageId: string;
}

/** Points that a colleague gave for a case, or would like to. */
export interface GoodwillLine {
	readonly id: string;
	readonly points: number;
	readonly why: string;
	readonly status: 'asked' | 'given' | 'refused';
	readonly askedBy: string;
	readonly askedOn: PlainDate;
	/** The second pair of eyes. */
	readonly decidedBy?: string | undefined;
	readonly refusedBecause?: string | undefined;
	/** Whether whoever looks may decide about it. */
	readonly isToDecide: boolean;
}

/** Praise as whoever it names reads it. */
export interface PraiseLine {
	readonly id: string;
	readonly caseId: string;
	/** One line of what the guest wrote. */
	readonly said: string;
	readonly property: Text;
	readonly on: PlainDate;
}

/** A line of the queue. */
export interface CaseLine {
	readonly id: string;
	readonly kind: CaseKind;
	/** Of the guest; empty once they were forgotten. */
	readonly name: string;
	readonly number: string;
	readonly property: Text;
	readonly owner?: string | undefined;
	readonly opened: Wall;
	readonly dueAt: Instant;
	readonly due: Wall;
	/** Nobody has answered, and the clock has run out. */
	readonly isOverdue: boolean;
	readonly isAnswered: boolean;
	readonly status: 'open' | 'resolved';
}

export interface CaseQueue {
	readonly list: ListState;
	readonly rows: readonly CaseLine[];
	/** How many wait for longer than they may, whatever is filtered. */
	readonly overdue: number;
	readonly properties: readonly { readonly code: string; readonly name: Text }[];
	/** Points that wait for a second pair of eyes; not those that the reader asked for. */
	readonly asked: readonly {
		readonly id: string;
		readonly caseId: string;
		readonly points: number;
	}[];
	readonly pointsName: PointsName;
}

/** A case as whoever works on it sees it. */
export interface CaseToWork extends CaseLine {
	readonly memberId: string;
	readonly responseId?: string | undefined;
	readonly ownerId?: string | undefined;
	readonly resolution?: string | undefined;
	readonly changed?: string | undefined;
	readonly messages: readonly CaseMessage[];
	/** Of its house; whoever works at a desk may be praised, not take care of a case. */
	readonly colleagues: readonly {
		readonly id: string;
		readonly name: string;
		readonly mayOwn: boolean;
	}[];
	readonly messageId: string;
	readonly goodwill: readonly GoodwillLine[];
	/** What whoever looks may give by themselves; none where nothing limits them. */
	readonly limit?: AdjustLimit | undefined;
	readonly pointsName: PointsName;
	/** Whom a praise names, the first first; a colleague was told. */
	readonly praised: readonly {
		readonly id: string;
		readonly name: string;
		readonly staffId?: string | undefined;
	}[];
	/** The id under which the next one is named. */
	readonly praisedId: string;
	/** The id under which the next points are given. */
	readonly goodwillId: string;
}
