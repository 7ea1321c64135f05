import { Refusal } from '#lib/domain/refusal.ts';
import type { RewardRevisionLine } from '#lib/domain/views/reward-list.ts';
import type { Reader } from '../db/database.ts';
import { listStaffNames } from '../staff/name-queries.ts';
import { countRedeemed } from './list-queries.ts';
import { findReward, listRevisions, type Kept } from './queries.ts';
import { changesBetween } from './reward-changes.ts';

/** The newest revision of a reward, its stock, and how it came to be so. */
export interface RewardForEdit extends Kept {
	readonly redeemed: number;
	/** The newest first. */
	readonly history: readonly RewardRevisionLine[];
}

const revisions_shown = 50;

/** Refused with `not-found`: an id that is none. */
export async function readRewardForEdit(reader: Reader, rewardId: string): Promise<RewardForEdit> {
	const kept = await findReward(reader, rewardId);
	if (!kept) throw new Refusal('not-found');
	const revisions = await listRevisions(reader, rewardId, revisions_shown + 1);
	const names = await listStaffNames(
		reader,
		revisions.map(({ recordedBy }) => recordedBy)
	);
	const history = revisions.slice(0, revisions_shown).map((revision, at) => {
		const before = revisions[at + 1];
		return {
			revision: revision.revision,
			status: revision.status,
			at: revision.recordedAt,
			by: names.get(revision.recordedBy) ?? revision.recordedBy,
			fields: before ? changesBetween(before, revision).fields : []
		};
	});
	return { ...kept, redeemed: await countRedeemed(reader, rewardId), history };
}
