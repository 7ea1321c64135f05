import type { Instant } from '#lib/domain/calendar.ts';
import { dateIn } from '#lib/domain/calendar.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import { givenAtDesk, type Amount } from '#lib/domain/rewards/reward.ts';
import { statusOn, takeBackTo, type RedemptionStatus } from '#lib/domain/rewards/voucher.ts';
import type { Text } from '#lib/domain/text.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { tell } from '../outbox/queries.ts';
import { mustWorkAt } from './must-work-at.ts';
import { findBought, type Bought } from './redemption-queries.ts';
import { claimTakeBack, findTake, setLeft, type Take } from './take-queries.ts';
import { claimMove } from './claim-move.ts';
import { holdRedemption, returnRedemption } from './return-redemption.ts';

export interface TakeBack {
	/** The id of the take. */
	readonly takeId: string;
	readonly staffId: string;
	/** The house at whose desk it was taken. */
	readonly propertyId: string;
}

export interface TakenBack {
	readonly redemptionId: string;
	readonly memberId: string;
	readonly name: Text;
	/** After its last day it stays over: taking back revives nothing. */
	readonly status: RedemptionStatus;
	/** Of a credit, what can be taken of it again. */
	readonly left?: Amount | undefined;
	/** Of a bill, the points that went back. */
	readonly returned?: number | undefined;
}

/**
 * Undoes a wrong take within two minutes, at its house, by who took it or a manager: as if it had not
 * been. Points that paid a bill go back to the guest. What was taken back before is answered alike. Refused: `not-allowed` for anybody else and at any
 * other house, `not-found`, `take-back-too-late`.
 */
export function takeBack(
	db: Db,
	{ takeId, staffId, propertyId }: TakeBack,
	now: Instant
): Promise<TakenBack> {
	return transact(db, async (trx) => {
		const { property, role } = await mustWorkAt(trx, staffId, propertyId);
		const asked = await findTake(trx, takeId);
		if (!asked) throw new Refusal('not-found');
		const bought = await holdRedemption(trx, asked.redemptionId);
		const take = await findTake(trx, takeId);
		if (!take || !bought) throw new Refusal('not-found');
		const isTheirs = take.staffId === staffId || role !== 'desk';
		if (take.propertyId !== propertyId || !isTheirs) throw new Refusal('not-allowed');
		const today = dateIn(property.timeZone, now);
		if (take.undoneAt !== undefined) return toBack(bought, today);
		if (now > takeBackTo(take.takenAt)) throw new Refusal('take-back-too-late');

		if (!(await claimTakeBack(trx, takeId, staffId, now))) throw new Refusal('still-running');
		const leftMinor = leftWithout(bought, take);
		if (leftMinor !== undefined) await setLeft(trx, bought.id, leftMinor);
		const isBill = givenAtDesk.includes(bought.reward.kind);
		if (isBill) {
			const actor = { kind: 'staff', id: staffId } as const;
			await returnRedemption(trx, bought, { move: 'undo', actor }, now);
		}
		// Of a credit that is taken in parts an earlier part may have left it issued, or its last day ended it.
		if (bought.status === 'used' && !isBill)
			await claimMove(trx, { redemptionId: bought.id, move: 'take-back' }, now);
		const back = await findBought(trx, bought.id);
		if (!back) throw new Refusal('not-found');
		await keep(trx, { staffId, take, property: property.code }, { bought, back }, now);
		return toBack(back, today);
	});
}

function leftWithout({ amount, leftMinor }: Bought, take: Take): number | undefined {
	if (amount === undefined || leftMinor === undefined) return undefined;
	return take.amountMinor === undefined ? amount.minor : leftMinor + take.amountMinor;
}

function toBack(bought: Bought, today: string): TakenBack {
	const { id, memberId, reward, amount, leftMinor, points, status } = bought;
	const isOver = status === 'returned';
	return {
		...{ redemptionId: id, memberId, name: reward.name, status: statusOn(bought, today) },
		left:
			isOver || amount === undefined || leftMinor === undefined
				? undefined
				: { minor: leftMinor, currency: amount.currency },
		returned: isOver ? points : undefined
	};
}

interface Who {
	readonly staffId: string;
	readonly take: Take;
	readonly property: string;
}

async function keep(
	trx: Trx,
	{ staffId, take, property }: Who,
	{ bought, back }: { readonly bought: Bought; readonly back: Bought },
	now: Instant
): Promise<void> {
	const { amountMinor, redemptionId } = take;
	const part: Facts =
		amountMinor === undefined
			? {}
			: { amountMinor, leftBefore: bought.leftMinor ?? null, leftAfter: back.leftMinor ?? null };
	const facts = { property, takeId: take.id, ...part };
	await recordAct(
		trx,
		{
			actor: { kind: 'staff', id: staffId },
			act: 'voucher-taken-back',
			subject: { kind: 'redemption', id: redemptionId },
			facts: { ...facts, before: bought.status, after: back.status }
		},
		now
	);
	const to = { kind: 'member', id: bought.memberId } as const;
	const about = { redemptionId, ...facts };
	await tell(trx, { channel: 'event', topic: 'voucher-taken-back', to, facts: about }, now);
}
