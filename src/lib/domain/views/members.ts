import type { Instant, PlainDate } from '../calendar.ts';
import type { ChangeView } from './audit.ts';
import type { EntryLine, PendingLine, PointsName, TierView } from './common.ts';
import type { EntryView } from './entry.ts';
import type { ListState } from './list.ts';
import type { ConsentPurpose } from './me.ts';
import type { StayLine } from './stays.ts';

export type MemberStatus = 'active' | 'suspended' | 'merged' | 'erased';

export interface MembersView {
	readonly list: ListState;
	readonly members: readonly MemberLine[];
}

export interface MemberLine {
	readonly id: string;
	readonly name: string;
	readonly number: string;
	readonly email: string;
	readonly verified: boolean;
	readonly status: MemberStatus;
	readonly joinedOn: PlainDate;
	readonly balance: number;
}

/** One member as loyalty staff see them. */
export interface MemberView {
	readonly id: string;
	readonly name: string;
	readonly number: string;
	readonly email: string;
	readonly verified: boolean;
	readonly locale: string;
	readonly status: MemberStatus;
	readonly joinedOn: PlainDate;
	/** Absent while no programme is published. */
	readonly points?: MemberPoints | undefined;
	readonly consents: readonly ConsentLine[];
	readonly sessions: number;
	readonly openVouchers: number;
	readonly lastChange?: ChangeView | undefined;
	/** The profile that it went into. */
	readonly mergedInto?: string | undefined;
}

export interface MemberPoints {
	readonly tier: TierView;
	readonly tierValidTo?: PlainDate | undefined;
	readonly pointsName: PointsName;
	readonly balance: number;
	readonly debt: number;
	/** Those that come first on top; empty where none wait. */
	readonly pending: readonly PendingLine[];
	readonly entries: readonly EntryLine[];
	readonly moreEntries: boolean;
	readonly stays: readonly StayLine[];
	readonly moreStays: boolean;
}

/** What somebody of the staff may give or take by hand for one member in a day, and already has. */
export interface AdjustLimit {
	readonly limit: number;
	readonly today: number;
}

/** The newest decision about a purpose. */
export interface ConsentLine {
	readonly purpose: ConsentPurpose;
	readonly given: boolean;
	readonly textVersion: string;
	readonly locale: string;
	readonly at: Instant;
}

export interface LedgerView {
	readonly id: string;
	readonly name: string;
	readonly number: string;
	readonly pointsName: PointsName;
	readonly entries: readonly EntryView[];
	/** The sequence number before which the next page begins. */
	readonly olderBefore?: number | undefined;
	readonly older: boolean;
}
