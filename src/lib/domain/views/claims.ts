import type { PlainDate } from '../calendar.ts';
import type { Likeness } from '../claims/rank-stays.ts';
import type { ClaimStatus } from '../claims/states.ts';
import type { Text } from '../text.ts';
import type { Because, PointsName } from './common.ts';
import type { ListState } from './list.ts';
import type { StayStatus } from './stays.ts';

/** A claim among the guest's own. */
export interface ClaimLine {
	readonly id: string;
	readonly property: Text;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly nights: number;
	readonly status: ClaimStatus;
	readonly sentOn: PlainDate;
	/** Why it was refused, as the house wrote it. */
	readonly reason?: string | undefined;
	/** The stay that stands for it. */
	readonly stayId?: string | undefined;
}

export interface ClaimView {
	readonly claim: ClaimLine;
	readonly reference: string;
	readonly bookedName: string;
	readonly note?: string | undefined;
	readonly hasPhoto: boolean;
	/** The house answers by then. */
	readonly answerBy: PlainDate;
}

export interface ClaimFormView {
	/** The claim's, made where the form is shown. */
	readonly id: string;
	readonly houses: readonly { readonly code: string; readonly name: Text }[];
	readonly today: PlainDate;
	/** Departures before it cannot be claimed any more; none where the programme sets no end. */
	readonly earliest?: PlainDate | undefined;
	/** What most bookings are made under. */
	readonly bookedName: string;
	/** Only a proven address may claim. */
	readonly verified: boolean;
}

/** What the engine says a stay would give. */
export interface Weighed {
	readonly points: number;
	readonly nights: number;
	readonly because?: Because | undefined;
}

/** A claim in the manager's list. */
export interface ClaimRow extends Omit<ClaimLine, 'reason' | 'stayId'> {
	readonly guest: { readonly id: string; readonly name: string; readonly number: string };
	/** It waits for longer than the house promises. */
	readonly overdue: boolean;
}

export interface ClaimsView {
	readonly list: ListState;
	readonly claims: readonly ClaimRow[];
	readonly houses: readonly { readonly code: string; readonly name: Text }[];
}

/** A stay that was reported and may be the one. Of somebody else's nothing is said but that it is there. */
export interface CandidateStay {
	readonly id: string;
	readonly owner: 'nobody' | 'guest' | 'other';
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly nights: number;
	readonly status: StayStatus;
	readonly reference: string;
	readonly like: readonly Likeness[];
	/** Only of what can be linked and is nobody's. */
	readonly gives?: Weighed | undefined;
	readonly canLink: boolean;
}

export interface ClaimToDecide extends ClaimView {
	readonly row: ClaimRow;
	readonly pointsName: PointsName;
	readonly currency: string;
	readonly candidates: readonly CandidateStay[];
	/** Absent while it waits. */
	readonly decided?:
		| {
				readonly by?: string | undefined;
				readonly at: string;
				readonly how?: 'linked' | 'recorded';
		  }
		| undefined;
	/** Why the manager cannot decide it. */
	readonly may: 'decide' | 'own' | 'over';
	/** What they may give today by hand, less what they gave; absent: as much as it is. */
	readonly limitLeft?: number | undefined;
	readonly weighed?: Weighed | undefined;
}
