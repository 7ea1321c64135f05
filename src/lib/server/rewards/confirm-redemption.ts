import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { RedemptionStatus } from '#lib/domain/rewards/states.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { refuseOwn } from '../desk/own-guest.ts';
import { tell } from '../outbox/queries.ts';
import { mustWorkAt } from './must-work-at.ts';
import type { Bought } from './redemption-queries.ts';
import { holdRedemption, returnRedemption } from './return-redemption.ts';
import { claimMove } from './claim-move.ts';

export interface AnswerRedemption {
	readonly redemptionId: string;
	readonly staffId: string;
	/** The house at whose desk it is answered. */
	readonly propertyId: string;
}

export interface AnsweredRedemption {
	readonly redemptionId: string;
	readonly status: RedemptionStatus;
}

/**
 * The house says yes: the voucher can be used. What it said before is answered alike, whoever asks.
 * Refused: `not-allowed` where the staff member does not work, `not-found` for what is booked at another
 * house, `own-membership`, `not-waiting` for what was declined, cancelled or is past its cut-off (fact `status`).
 */
export function confirmRedemption(
	db: Db,
	asked: AnswerRedemption,
	now: Instant
): Promise<AnsweredRedemption> {
	const { redemptionId, staffId } = asked;
	return transact(db, async (trx) => {
		const { bought, code } = await heldHere(trx, asked);
		const { status, confirmTo, confirmedAt } = bought;
		const isOff = status === 'cancelled' || status === 'returned';
		if (confirmedAt !== undefined && !isOff) return { redemptionId, status };
		const inTime = confirmTo !== undefined && now < confirmTo;
		if (!inTime) throw new Refusal('not-waiting', { status });
		const yes = { redemptionId, move: 'confirm', confirmedBy: staffId } as const;
		if (!(await claimMove(trx, yes, now))) throw new Refusal('not-waiting', { status });
		await keepYes(trx, asked, bought, code, now);
		return { redemptionId, status: 'issued' };
	});
}

/**
 * The house says no: points and stock come back, the guest is told. What came back before is answered
 * alike, whoever asks. Refused as `confirmRedemption`, and `not-waiting` for what was confirmed.
 */
export function declineRedemption(
	db: Db,
	{ why, ...asked }: AnswerRedemption & { readonly why?: string | undefined },
	now: Instant
): Promise<AnsweredRedemption> {
	const { redemptionId, staffId } = asked;
	return transact(db, async (trx) => {
		const { bought } = await heldHere(trx, asked);
		const { status } = bought;
		if (status === 'returned') return { redemptionId, status };
		const actor = { kind: 'staff', id: staffId } as const;
		await returnRedemption(trx, bought, { move: 'decline', actor, why }, now);
		return { redemptionId, status: 'returned' };
	});
}

/** What is booked at the house, held. Refused: `not-allowed`, `not-found`, `own-membership`. */
export async function heldHere(
	trx: Trx,
	{ redemptionId, staffId, propertyId }: AnswerRedemption
): Promise<{ readonly bought: Bought; readonly code: string; readonly isManager: boolean }> {
	const { property, role } = await mustWorkAt(trx, staffId, propertyId);
	const bought = await holdRedemption(trx, redemptionId);
	if (bought?.bookedAt !== propertyId) throw new Refusal('not-found');
	await refuseOwn(trx, staffId, bought.memberId);
	return { bought, code: property.code, isManager: role !== 'desk' };
}

async function keepYes(
	trx: Trx,
	{ redemptionId, staffId }: AnswerRedemption,
	{ memberId, reward, rewardId, useOn }: Bought,
	property: string,
	now: Instant
): Promise<void> {
	const facts = { property, rewardId, before: 'reserved', after: 'issued' };
	const subject = { kind: 'redemption', id: redemptionId };
	const actor = { kind: 'staff', id: staffId } as const;
	await recordAct(trx, { actor, act: 'redemption-confirmed', subject, facts }, now);
	const to = { kind: 'member', id: memberId } as const;
	const event = { redemptionId, rewardId, property };
	await tell(trx, { channel: 'event', topic: 'redemption-confirmed', to, facts: event }, now);
	const words = { redemptionId, reward: JSON.stringify(reward.name), useOn: useOn ?? null };
	await tell(trx, { channel: 'mail', topic: 'reward-confirmed', to, facts: words }, now);
}
