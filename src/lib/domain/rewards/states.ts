/** States of a redemption (E3). */
export const redemptionStatuses = [
	'reserved',
	'issued',
	'used',
	'cancelled',
	'expired',
	'returned'
] as const;
export type RedemptionStatus = (typeof redemptionStatuses)[number];

/**
 * Every move that a redemption may make, and who makes it; `new` is before it is there. What is not
 * listed does not happen: whoever changes a status asks this table.
 */
export const moves = [
	{ move: 'redeem', by: 'guest', from: 'new', to: 'reserved' },
	{ move: 'redeem', by: 'guest', from: 'new', to: 'issued' },
	// What is given at once, and points that pay a bill at a desk.
	{ move: 'redeem', by: 'guest', from: 'new', to: 'used' },
	{ move: 'confirm', by: 'desk', from: 'reserved', to: 'issued' },
	{ move: 'decline', by: 'desk', from: 'reserved', to: 'returned' },
	// Nobody confirmed it in time.
	{ move: 'cut-off', by: 'job', from: 'reserved', to: 'returned' },
	// A promise that the house cannot keep.
	{ move: 'withdraw', by: 'manager', from: 'issued', to: 'returned' },
	{ move: 'cancel', by: 'guest', from: 'reserved', to: 'cancelled' },
	{ move: 'cancel', by: 'guest', from: 'issued', to: 'cancelled' },
	// Whole, or the last part.
	{ move: 'take', by: 'desk', from: 'issued', to: 'used' },
	{ move: 'take-back', by: 'desk', from: 'used', to: 'issued' },
	// Points that paid a wrong bill: nothing is left to take, so they go back.
	{ move: 'undo', by: 'desk', from: 'used', to: 'returned' },
	{ move: 'expire', by: 'job', from: 'issued', to: 'expired' }
] as const satisfies readonly Allowed[];

interface Allowed {
	readonly move: string;
	readonly by: 'guest' | 'desk' | 'manager' | 'job';
	readonly from: RedemptionStatus | 'new';
	readonly to: RedemptionStatus;
}

export type Move = (typeof moves)[number]['move'];

/** The states in which a move may find a redemption. */
export function statesBefore(move: Move): readonly RedemptionStatus[] {
	return moves.flatMap((one) => (one.move === move && one.from !== 'new' ? [one.from] : []));
}

/** Where a move leads, from wherever; a redemption may begin in several states. */
export function statesAfter(move: Move): readonly RedemptionStatus[] {
	return moves.flatMap((one) => (one.move === move ? [one.to] : []));
}

export function mayMove(move: Move, from: RedemptionStatus): boolean {
	return statesBefore(move).includes(from);
}

/** Every state that a redemption can come to from another by any number of moves, itself included. */
export function reachableFrom(from: RedemptionStatus | 'new'): ReadonlySet<string> {
	const seen = new Set<string>([from]);
	for (const state of seen) for (const one of moves) if (one.from === state) seen.add(one.to);
	return seen;
}
