import { givenAtOnce, type RewardKind } from './reward.ts';
import type { RedemptionStatus } from './states.ts';

/** What is kept of the moves that a redemption made. */
export interface Traces {
	readonly kind: RewardKind;
	/** For a house. */
	readonly isBooked: boolean;
	readonly hadToBeConfirmed: boolean;
	readonly wasConfirmed: boolean;
	/** There is an entry that gave its points back. */
	readonly cameBack: boolean;
	/** It was taken, in whole or part, and not taken back. */
	readonly wasTaken: boolean;
	/** Taken whole, or until nothing was left. */
	readonly isUsedUp: boolean;
}

/** The states to which the moves that left these traces lead; none: no path leaves such traces. */
export function statesBy(traces: Traces): readonly RedemptionStatus[] {
	const { kind, isBooked, hadToBeConfirmed, wasConfirmed, cameBack, wasTaken, isUsedUp } = traces;
	if (wasConfirmed && !hadToBeConfirmed) return [];
	if (givenAtOnce.includes(kind)) return cameBack || wasTaken ? [] : ['used'];
	if (isUsedUp) return cameBack || (hadToBeConfirmed && !wasConfirmed) ? [] : ['used'];
	if (cameBack) {
		if (wasTaken) return [];
		// Only a house declines, lets pass or withdraws.
		return isBooked ? ['cancelled', 'returned'] : ['cancelled'];
	}
	if (hadToBeConfirmed && !wasConfirmed) return wasTaken ? [] : ['reserved'];
	return ['issued', 'expired'];
}
