/** States of a claim for a stay that is missing (G2). */
export const claimStatuses = ['sent', 'accepted', 'refused', 'withdrawn'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** Every move that a claim may make, and who makes it; `new` is before it is there. */
export const claimMoves = [
	{ move: 'send', by: 'guest', from: 'new', to: 'sent' },
	{ move: 'withdraw', by: 'guest', from: 'sent', to: 'withdrawn' },
	{ move: 'accept', by: 'manager', from: 'sent', to: 'accepted' },
	{ move: 'refuse', by: 'manager', from: 'sent', to: 'refused' }
] as const satisfies readonly Allowed[];

interface Allowed {
	readonly move: string;
	readonly by: 'guest' | 'manager';
	readonly from: ClaimStatus | 'new';
	readonly to: ClaimStatus;
}

/** A move of a claim that is there. */
export type ClaimMove = Exclude<(typeof claimMoves)[number]['move'], 'send'>;

export function claimBefore(move: ClaimMove): ClaimStatus {
	return found(move).from;
}

export function claimAfter(move: ClaimMove): ClaimStatus {
	return found(move).to;
}

type MoveOfOne = Exclude<(typeof claimMoves)[number], { readonly from: 'new' }>;

function found(move: ClaimMove): MoveOfOne {
	const one = claimMoves.find((other): other is MoveOfOne => other.move === move);
	if (!one) throw new Error(`no claim makes the move ${move}`);
	return one;
}
