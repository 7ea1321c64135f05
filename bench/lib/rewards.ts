import { newId } from '#lib/server/ids.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import type { Sites } from './sites.ts';

/** A reward that everybody can have any number of times, at that price; its id. */
export async function offerReward({ hotel: { db, now } }: Sites, points: number): Promise<string> {
	const rewardId = newId();
	const reward = {
		kind: 'late-check-out',
		name: { en: 'Late check-out' },
		description: { en: 'Keep the room until four.' },
		points,
		until: '16:00',
		validDays: 365,
		cancelWithinDays: 30
	} as const;
	const kept = { rewardId, revision: 0, reward, status: 'offered', stock: null } as const;
	await saveReward(db, kept, { kind: 'system', id: 'bench' }, now);
	return rewardId;
}
