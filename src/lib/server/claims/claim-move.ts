import type { Instant } from '#lib/domain/calendar.ts';
import { claimAfter, claimBefore, type ClaimMove } from '#lib/domain/claims/states.ts';
import type { Trx } from '../db/database.ts';
import { changeStatus, type ClaimChange } from './queries.ts';

export interface MovedClaim extends Omit<ClaimChange, 'from' | 'to'> {
	readonly move: ClaimMove;
}

/** True for whoever moves it; whoever comes after finds it in a state where the move is none. */
export function claimMove(
	trx: Trx,
	{ move, ...moved }: MovedClaim,
	now: Instant
): Promise<boolean> {
	return changeStatus(trx, { ...moved, from: claimBefore(move), to: claimAfter(move) }, now);
}
