import type { Instant, PlainDate, Span } from '../calendar.ts';
import type { Reasons } from '../reasons.ts';

/** What a member has, as stored on one row. Balance = Σ entries = Σ open lots − debt. */
export interface Account {
	readonly balance: number;
	/** Points owed after a claw-back; above 0 only while no open lot has points left. */
	readonly debt: number;
	/** The number of the newest entry; the next one is this plus 1. */
	readonly lastSequence: number;
	/** The last day with activity that keeps the points of an inactivity programme alive. */
	readonly activeOn?: PlainDate | undefined;
}

/** Points earned together, expiring together. `validTo` is the last usable day; none is undated. */
export interface Lot {
	readonly id: string;
	readonly entryId: string;
	readonly granted: number;
	readonly left: number;
	readonly earnedOn: PlainDate;
	readonly validTo?: PlainDate | undefined;
}

export type EntryKind =
	| 'earn'
	| 'bonus'
	| 'redeem'
	| 'return'
	| 'expire'
	| 'adjust'
	| 'reversal'
	| 'transfer-in'
	| 'transfer-out'
	| 'import'
	| 'goodwill';

/** One immutable line of the ledger. points = Σ moves of its lots − debtChange. */
export interface Entry {
	readonly id: string;
	readonly sequence: number;
	readonly kind: EntryKind;
	readonly points: number;
	/** Points added to what is owed (negative: healed). */
	readonly debtChange: number;
	readonly balanceAfter: number;
	readonly effectiveOn: PlainDate;
	readonly programmeVersion: number;
	readonly stayId?: string | undefined;
	readonly stayRevision?: number | undefined;
	/** The entry that this one takes back, at most once. */
	readonly reverses?: string | undefined;
	readonly reasons: Reasons;
}

/** How many points an entry put into a lot (+) or took from it (−). */
export interface LotMove {
	readonly entryId: string;
	readonly lotId: string;
	readonly points: number;
}

/** A tier credit: never spendable, only summed. Nights are runs of calendar nights from `startsOn`. */
export interface Credit {
	readonly id: string;
	readonly kind: string;
	/** Nights, stays, tier points; for `spend`, minor units of the programme's currency. */
	readonly amount: number;
	readonly countsOn: PlainDate;
	readonly startsOn?: PlainDate | undefined;
	readonly basis: 'real' | 'rolled' | 'gifted' | 'award';
	readonly stayId?: string | undefined;
	/** What made it where no stay did: 'activity ID', 'card ID', 'merge ID', 'roll-over', 'tier-years'. */
	readonly cause?: string | undefined;
	readonly programmeVersion: number;
}

/** A tier held from a day to a last day (none: for life). Taken back by another grant that revokes it. */
export interface TierGrant {
	readonly id: string;
	readonly tier: string;
	readonly from: PlainDate;
	readonly validTo?: PlainDate | undefined;
	readonly reason: TierReason;
	readonly revokes?: string | undefined;
	readonly programmeVersion: number;
}

/** Why a tier was granted: the way that was met, its window, and the credits counted in it. */
export interface TierReason {
	readonly kind:
		| 'reached'
		| 'named'
		| 'corrected'
		| 'kept'
		| 'fallen'
		| 'challenge'
		| 'card'
		| 'gift'
		| 'merged';
	readonly way?: string;
	readonly window?: { readonly from?: PlainDate; readonly to?: PlainDate };
	readonly credits?: Readonly<Record<string, number>>;
	readonly why?: string;
}

/** Points earned that are posted on a later day. The balance does not hold them. */
export interface Pending {
	readonly id: string;
	readonly points: number;
	/** The day that their lot ages from: of a stay, its departure. */
	readonly earnedOn: PlainDate;
	/** The day on which their entry is written and counts. */
	readonly releaseOn: PlainDate;
	readonly stayId?: string | undefined;
	readonly stayRevision?: number | undefined;
	readonly reasons: Reasons;
	readonly programmeVersion: number;
}

/** How pending points ended: as an entry, or taken back before they were posted. */
export interface PendingEnd {
	readonly pendingId: string;
	readonly on: PlainDate;
	readonly entryId?: string | undefined;
	readonly why?: string | undefined;
}

/** A milestone that was issued, once per window. */
export interface MilestoneGrant {
	readonly id: string;
	readonly milestone: string;
	readonly at: number;
	readonly window: Span;
	readonly reachedOn: PlainDate;
	/** The last day to choose, where there is a choice. */
	readonly chooseBy?: PlainDate | undefined;
	/** The entry of its points, where it gives points by itself. */
	readonly entryId?: string | undefined;
	readonly programmeVersion: number;
}

/** What was chosen of a milestone, or came by itself after its last day. */
export interface MilestoneChoice {
	readonly grantId: string;
	readonly options: readonly string[];
	readonly on: PlainDate;
	readonly by: 'member' | 'deadline';
	/** The entry of its points, where an option is points. */
	readonly entryId?: string | undefined;
}

/**
 * Everything one act changes, decided before anything is written. Postings of the same member are
 * chained: the account of one is the start of the next.
 */
export interface Posting {
	readonly account: Account;
	readonly entries: readonly Entry[];
	readonly opened: readonly Lot[];
	readonly moves: readonly LotMove[];
	readonly credits: readonly Credit[];
	readonly grants: readonly TierGrant[];
	readonly pending: readonly Pending[];
	readonly pendingEnds: readonly PendingEnd[];
	readonly milestones: readonly MilestoneGrant[];
	readonly choices: readonly MilestoneChoice[];
}

/** Makes the next id. An argument, so that deciding stays pure. */
export type NewId = () => string;

export type { Instant };
