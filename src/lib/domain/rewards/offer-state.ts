import type { PlainDate } from '../calendar.ts';
import type { Reward, RewardStatus } from './reward.ts';

export const offerStates = [
	'draft',
	'scheduled',
	'offered',
	'paused',
	'over',
	'archived'
] as const satisfies readonly (RewardStatus | 'scheduled' | 'over')[];
export type OfferState = (typeof offerStates)[number];

/** What a status means on a day: what is offered may not have begun, or be over. */
export function offerState(
	status: RewardStatus,
	{ offeredFrom, offeredTo }: Pick<Reward, 'offeredFrom' | 'offeredTo'>,
	today: PlainDate
): OfferState {
	if (status !== 'offered') return status;
	if (offeredFrom !== undefined && today < offeredFrom) return 'scheduled';
	return offeredTo !== undefined && offeredTo < today ? 'over' : 'offered';
}
