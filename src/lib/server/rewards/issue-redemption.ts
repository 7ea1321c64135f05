import { randomInt } from 'node:crypto';
import type { Instant } from '#lib/domain/calendar.ts';
import { makeVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Trx } from '../db/database.ts';
import { tell } from '../outbox/queries.ts';
import type { KeptFor } from './queries.ts';
import { insertRedemption, type NewRedemption } from './redemption-queries.ts';

/** The redemption with its voucher, what is kept of it and who is told. */
export async function issueRedemption(
	trx: Trx,
	bought: Omit<NewRedemption, 'code' | 'rewardId' | 'rewardRevision'>,
	{ id: rewardId, revision, reward }: KeptFor,
	actor: Actor,
	now: Instant
): Promise<void> {
	const { id, memberId, points, status } = bought;
	const code = makeVoucherCode((limit) => randomInt(limit));
	await insertRedemption(trx, { ...bought, rewardId, rewardRevision: revision, code }, now);
	await recordAct(
		trx,
		{
			actor,
			act: 'reward-redeemed',
			subject: { kind: 'redemption', id },
			facts: { rewardId, revision, points, status }
		},
		now
	);
	const to = { kind: 'member', id: memberId } as const;
	const about = { redemptionId: id, rewardId, points };
	await tell(trx, { channel: 'event', topic: 'reward-redeemed', to, facts: about }, now);
	const facts = { redemptionId: id, reward: JSON.stringify(reward.name) };
	await tell(trx, { channel: 'mail', topic: 'reward-redeemed', to, facts }, now);
}
