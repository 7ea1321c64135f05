import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { RewardStatus } from '#lib/domain/rewards/reward.ts';
import type { Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { checkReward } from './check-reward.ts';
import { keepRevision, type SavedReward } from './keep-revision.ts';
import { findRevision } from './queries.ts';

export interface ChangeStatus {
	readonly rewardId: string;
	/** The revision that was shown beside the button. */
	readonly revision: number;
	readonly status: Exclude<RewardStatus, 'draft'>;
}

/**
 * Pauses a reward at once, offers it again or puts it away; all else stays as it is. Whoever redeems
 * afterwards is told that it is not on offer; vouchers that members have stay good. Refused:
 * `changed-meanwhile` when somebody saved it since, `not-found`, and `invalid` for what cannot be offered.
 */
export function changeStatus(
	db: Db,
	{ rewardId, revision, status }: ChangeStatus,
	actor: Actor,
	now: Instant
): Promise<SavedReward> {
	return transact(db, async (trx) => {
		const shown = await findRevision(trx, rewardId, revision);
		if (!shown) throw new Refusal('not-found');
		if (shown.status === 'draft' && status === 'paused')
			throw new Refusal('invalid', { field: 'status' });
		// What stops needs no check: a tier or house that is gone must not keep it on offer.
		if (status === 'offered') await checkReward(trx, shown.reward);
		const { image, stock, reward } = shown;
		const made = { rewardId, revision: revision + 1, status, image, stock, reward, by: actor.id };
		const { isFirst: _, ...saved } = await keepRevision(trx, made, shown, actor, now);
		return saved;
	});
}
