import type { Instant } from '#lib/domain/calendar.ts';
import { decideRedemption, type Decided } from '#lib/domain/rewards/redemption.ts';
import type { Choice } from '#lib/domain/rewards/reward.ts';
import type { Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Command } from '../ledger/command.ts';
import { asked, postIn, type Held } from '../ledger/post-once.ts';
import { decideSpending } from '../ledger/spend-points.ts';
import { giveAtOnce } from './give-at-once.ts';
import { issueRedemption } from './issue-redemption.ts';
import { readSale, type ReadSale } from './read-sale.ts';
import { takeStock } from './take-stock.ts';

/** The id becomes that of the redemption. */
export interface RedeemReward extends Command {
	readonly rewardId: string;
	/** The points that the member saw; the cash is that of the choice. */
	readonly points: number;
	readonly choice?: Choice | undefined;
}

export interface RedeemedReward {
	readonly redemptionId: string;
	readonly points: number;
	readonly balance: number;
}

/**
 * Price, limits, stocks, lots, voucher and notice: whole or not at all. The form's id makes a second tap
 * the same redemption. Refused: what `decideRedemption` and `takeStock` refuse, `not-found` for an
 * unknown reward, `already-held` for a tier that is held.
 */
export function redeemReward(db: Db, command: RedeemReward, now: Instant): Promise<RedeemedReward> {
	const actor = { kind: 'member', id: command.memberId } as const;
	return transact(db, (trx) => redeemIn(trx, command, actor, now));
}

/** `redeemReward` in a transaction that writes more beside it, for whoever redeems it with the member's word. */
export async function redeemIn(
	trx: Trx,
	command: RedeemReward,
	actor: Actor,
	now: Instant
): Promise<RedeemedReward> {
	const { id, memberId, points, choice } = command;
	let made: { held: Held; taken: Taken } | undefined;
	const { posted, isFirst } = await postIn(
		trx,
		asked('redeem', command),
		now,
		points,
		async (held) => {
			const taken = await take(held, command);
			made = { held, taken };
			return decideSpending(held, points, taken.kept.reward.name);
		}
	);
	if (isFirst && made) {
		const { held, taken } = made;
		const { kept, property, decided, scopes } = taken;
		const { entryId } = posted;
		await issueRedemption(
			trx,
			{
				...decided,
				...{ id, memberId, entryId, scopes },
				cash: decided.cash,
				confirmTo: decided.confirmTo,
				propertyId: property?.id,
				useOn: choice?.useOn,
				nights: choice?.nights,
				redeemedOn: held.today,
				amount: kept.reward.amount
			},
			kept,
			actor,
			now
		);
		await giveAtOnce(held, { redemptionId: id, memberId }, kept);
	}
	return { redemptionId: id, points: -posted.points, balance: posted.balance };
}

interface Taken extends Pick<ReadSale, 'kept' | 'property'> {
	readonly decided: Decided;
	readonly scopes: readonly string[];
}

async function take(
	held: Held,
	{ memberId, rewardId, points, choice = {} }: RedeemReward
): Promise<Taken> {
	const code = choice.property;
	const isHouse = code === undefined ? undefined : (one: { code: string }) => one.code === code;
	const { kept, asking, sale, property } = await readSale(held, { memberId, rewardId, isHouse });
	const decided = decideRedemption(asking, sale, points, choice);
	// Others may take the last one between looking and taking.
	const { reward } = kept;
	const item = { rewardId, reward, propertyId: property?.id, useOn: choice.useOn };
	return { kept, property, decided, scopes: await takeStock(held.trx, item, held.now) };
}
