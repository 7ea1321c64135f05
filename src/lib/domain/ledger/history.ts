import type { PlainDate } from '../calendar.ts';
import type { CountedStay } from '../earning/back-to-back.ts';
import type {
	Account,
	Credit,
	Lot,
	MilestoneChoice,
	MilestoneGrant,
	Pending,
	Posting,
	TierGrant
} from './account.ts';

/** What deciding needs to know about a member. Nothing here is ever changed; every step makes a new one. */
export interface History {
	readonly joinedOn: PlainDate;
	readonly account: Account;
	/** The open lots only, in any order. */
	readonly lots: readonly Lot[];
	/** Those that can matter; see creditsNeededFrom. */
	readonly credits: readonly Credit[];
	readonly grants: readonly TierGrant[];
	/** Those that still wait. */
	readonly pending: readonly Pending[];
	/** Every one issued, and what was chosen; empty where the programme has none. */
	readonly milestones: readonly MilestoneGrant[];
	readonly choices: readonly MilestoneChoice[];
	/** The stays that were counted; empty where the programme never counts several as one. */
	readonly counted: readonly CountedStay[];
}

/** What one act writes, and the member's history after it. */
export interface Step {
	readonly posting: Posting;
	readonly history: History;
}

/** A member who has just joined. */
export function newHistory(joinedOn: PlainDate): History {
	return {
		joinedOn,
		account: { balance: 0, debt: 0, lastSequence: 0 },
		lots: [],
		credits: [],
		grants: [],
		pending: [],
		milestones: [],
		choices: [],
		counted: []
	};
}
