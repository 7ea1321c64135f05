import { randomInt } from 'node:crypto';
import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { decideRedemption } from '#lib/domain/rewards/reward.ts';
import { makeVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Command } from '../ledger/command.ts';
import { asked, postIn, type Held } from '../ledger/post-once.ts';
import { listGrants } from '../ledger/queries.ts';
import { decideSpending } from '../ledger/spend-points.ts';
import { findIdentity } from '../members/queries.ts';
import { tell } from '../outbox/queries.ts';
import { findRewardFor, type KeptFor } from './queries.ts';
import { insertRedemption, type NewRedemption } from './redemption-queries.ts';
import { takeFromStock } from './stock-queries.ts';

/** The id becomes that of the redemption. */
export interface RedeemReward extends Command {
	readonly rewardId: string;
	/** The price that the member saw. */
	readonly points: number;
}

export interface RedeemedReward {
	readonly redemptionId: string;
	readonly points: number;
	readonly balance: number;
}

/**
 * Price, limits, stock, lots, voucher and notice: whole or not at all. The form's id makes a second tap
 * the same redemption. Refused: what `decideRedemption` refuses, and `not-found` for an unknown reward.
 */
export function redeemReward(db: Db, command: RedeemReward, now: Instant): Promise<RedeemedReward> {
	const { id, memberId, rewardId, points } = command;
	return transact(db, async (trx) => {
		let taken: Taken | undefined;
		const { posted, isFirst } = await postIn(
			trx,
			asked('redeem', command),
			now,
			points,
			async (held) => {
				taken = await take(held, command);
				return decideSpending(held, points, taken.kept.reward.name);
			}
		);
		if (isFirst && taken) {
			const { kept, ...bought } = taken;
			await issue(trx, { ...bought, id, memberId, rewardId, entryId: posted.entryId }, kept, now);
		}
		return { redemptionId: id, points: -posted.points, balance: posted.balance };
	});
}

interface Taken extends Pick<
	NewRedemption,
	| 'points'
	| 'validFrom'
	| 'validTo'
	| 'redeemedOn'
	| 'scopes'
	| 'status'
	| 'cash'
	| 'propertyId'
	| 'useOn'
	| 'nights'
	| 'confirmTo'
> {
	readonly kept: KeptFor;
}

async function take(
	{ trx, history, programme, today }: Held,
	{ memberId, rewardId, points }: RedeemReward
): Promise<Taken> {
	const kept = await findRewardFor(trx, rewardId, memberId);
	if (!kept || kept.status === 'draft') throw new Refusal('not-found');
	const identity = await findIdentity(trx, memberId);
	const { tier } = heldTier(await listGrants(trx, memberId), programme, today);
	const { document } = versionOn(programme, today);
	const { balance, debt } = history.account;
	const asking = {
		verified: identity?.verified ?? false,
		suspended: false,
		tier: tier.id,
		had: kept.had,
		balance,
		debt
	};
	const { reward, status, left } = kept;
	const offer = { reward, status, left, tiers: document.tiers, today };
	const decided = decideRedemption(asking, offer, points);
	// Others may take the last one between looking and taking.
	const scopes = left === undefined ? [] : ['total'];
	if (scopes.length > 0 && !(await takeFromStock(trx, rewardId))) throw new Refusal('out-of-stock');
	return {
		...decided,
		kept,
		redeemedOn: today,
		scopes,
		status: 'issued',
		cash: undefined,
		propertyId: undefined,
		useOn: undefined,
		nights: undefined,
		confirmTo: undefined
	};
}

async function issue(
	trx: Trx,
	bought: Omit<NewRedemption, 'code' | 'amount' | 'rewardRevision'>,
	{ reward, revision }: KeptFor,
	now: Instant
): Promise<void> {
	const { id, memberId, rewardId, points } = bought;
	const code = makeVoucherCode((limit) => randomInt(limit));
	await insertRedemption(
		trx,
		{ ...bought, rewardRevision: revision, code, amount: reward.amount },
		now
	);
	await recordAct(
		trx,
		{
			actor: { kind: 'member', id: memberId },
			act: 'reward-redeemed',
			subject: { kind: 'redemption', id },
			facts: { rewardId, revision, points }
		},
		now
	);
	const to = { kind: 'member', id: memberId } as const;
	const about = { redemptionId: id, rewardId, points };
	await tell(trx, { channel: 'event', topic: 'reward-redeemed', to, facts: about }, now);
	const facts = { redemptionId: id, reward: JSON.stringify(reward.name) };
	await tell(trx, { channel: 'mail', topic: 'reward-redeemed', to, facts }, now);
}
