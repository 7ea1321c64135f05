import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Trx } from '../db/database.ts';
import { findStaff } from '../staff/queries.ts';
import {
	claimReward,
	findRevision,
	insertRevision,
	listRevisions,
	replaceReward,
	type NewRevision,
	type Revision
} from './queries.ts';
import { changesBetween } from './reward-changes.ts';

export interface SavedReward {
	readonly rewardId: string;
	readonly revision: number;
}

/**
 * Keeps what follows the revision that was shown; undefined: it is the first. A second tap finds what the
 * first one saved (`isFirst` false); anybody else is refused with `changed-meanwhile` (`fields`, `by`, `at`).
 */
export async function keepRevision(
	trx: Trx,
	made: NewRevision,
	shown: Revision | undefined,
	actor: Actor,
	now: Instant
): Promise<SavedReward & { readonly isFirst: boolean }> {
	const saved = { rewardId: made.rewardId, revision: made.revision };
	const isMine = await (shown ? replaceReward(trx, made, now) : claimReward(trx, made, now));
	if (!isMine) {
		await refuseOther(trx, made, shown);
		return { ...saved, isFirst: false };
	}
	await insertRevision(trx, made, now);
	const { fields, before, after } = changesBetween(shown, made);
	await recordAct(
		trx,
		{
			actor,
			act: shown ? 'reward-changed' : 'reward-created',
			subject: { kind: 'reward', id: made.rewardId },
			facts: { revision: made.revision, fields: fields.join(', '), before, after }
		},
		now
	);
	return { ...saved, isFirst: true };
}

async function refuseOther(
	trx: Trx,
	made: NewRevision,
	shown: Revision | undefined
): Promise<void> {
	const next = await findRevision(trx, made.rewardId, made.revision);
	if (next?.recordedBy === made.by && changesBetween(next, made).fields.length === 0) return;
	const [newest] = await listRevisions(trx, made.rewardId, 1);
	if (!newest) throw new Refusal('not-found');
	throw new Refusal('changed-meanwhile', {
		fields: changesBetween(shown, newest).fields.join(', '),
		by: (await findStaff(trx, newest.recordedBy))?.name ?? newest.recordedBy,
		at: newest.recordedAt,
		revision: newest.revision
	});
}
