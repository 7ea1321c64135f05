import type { Instant } from '#lib/domain/calendar.ts';
import { statesAfter, statesBefore, type Move } from '#lib/domain/rewards/states.ts';
import type { Trx } from '../db/database.ts';
import { changeStatus, type StatusChange } from './voucher-queries.ts';

export interface Moved extends Omit<StatusChange, 'from' | 'to'> {
	readonly move: Exclude<Move, 'redeem'>;
}

/** True for whoever moves it; whoever comes after finds it in a state where the move is none. */
export async function claimMove(
	trx: Trx,
	{ move, ...moved }: Moved,
	now: Instant
): Promise<boolean> {
	const [to] = statesAfter(move);
	if (!to) throw new Error(`${move} leads nowhere`);
	return changeStatus(trx, { ...moved, from: statesBefore(move), to }, now);
}
