import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import type { Amount } from '#lib/domain/rewards/reward.ts';
import { readVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { decideTake, takeBackTo, type Taking } from '#lib/domain/rewards/voucher.ts';
import type { Text } from '#lib/domain/text.ts';
import type { RewardGives } from '#lib/domain/views/rewards.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { refuseOwn } from '../desk/own-guest.ts';
import { tell } from '../outbox/queries.ts';
import { mustWorkAt } from './must-work-at.ts';
import { findByVoucher, type Bought } from './redemption-queries.ts';
import { claimTake, findTake, setLeft, type Take } from './take-queries.ts';
import { givesOf } from './voucher-lines.ts';
import { claimMove } from './claim-move.ts';
import { lockByCode } from './voucher-queries.ts';

export interface TakeVoucher {
	/** Made by the page that asks, so that a second tap is the same take. */
	readonly id: string;
	readonly staffId: string;
	/** As typed or scanned. */
	readonly code: string;
	/** The house at whose desk it is taken. */
	readonly propertyId: string;
	/** How much of a credit that is taken in parts, in its minor units; none: the voucher whole. */
	readonly amountMinor?: number | undefined;
}

/** What the desk is to give for it. */
export interface TakenVoucher extends RewardGives {
	readonly redemptionId: string;
	readonly memberId: string;
	readonly name: Text;
	readonly takenAt: Instant;
	/** Of a credit in parts: what was taken, and what is left now. */
	readonly part?: Amount | undefined;
	readonly left?: Amount | undefined;
	/** Until when it can be taken back, and when it was. */
	readonly takeBackTo: Instant;
	readonly undoneAt?: Instant | undefined;
}

/**
 * Takes a voucher whole, or a part of a credit, once: the last part uses it up. Refused: `not-allowed`
 * at a house where the staff member does not work, `voucher-unknown`, `own-membership`,
 * `same-id-other-body`, and what `decideTake` refuses.
 */
export function takeVoucher(db: Db, asked: TakeVoucher, now: Instant): Promise<TakenVoucher> {
	const { id, staffId, propertyId, amountMinor } = asked;
	return transact(db, async (trx) => {
		const code = readVoucherCode(asked.code);
		if (code !== undefined) await lockByCode(trx, code);
		const bought = code === undefined ? undefined : await findByVoucher(trx, code);
		const before = await findTake(trx, id);
		if (before) return sameOrRefuse(before, asked, bought);
		const { property } = await mustWorkAt(trx, staffId, propertyId);
		if (!bought) throw new Refusal('voucher-unknown');
		await refuseOwn(trx, staffId, bought.memberId);
		const taking = decideTake(bought, bought.reward, property, now, amountMinor);

		const redemptionId = bought.id;
		const take = { id, redemptionId, propertyId, staffId, amountMinor, takenAt: now };
		if (!(await claimTake(trx, take))) throw new Refusal('same-id-other-body');
		const left = taking.leftMinor;
		if (left !== undefined) await setLeft(trx, redemptionId, left);
		if (taking.isLast && !(await claimMove(trx, { redemptionId, move: 'take' }, now)))
			throw new Refusal('voucher-used');
		await keep(trx, take, bought, { property: property.code, taking }, now);
		return toTaken({ ...bought, leftMinor: left }, take);
	});
}

function sameOrRefuse(before: Take, asked: TakeVoucher, bought: Bought | undefined): TakenVoucher {
	if (before.staffId !== asked.staffId) throw new Refusal('not-found');
	const isSame =
		before.redemptionId === bought?.id &&
		before.propertyId === asked.propertyId &&
		before.amountMinor === asked.amountMinor;
	if (!isSame) throw new Refusal('same-id-other-body');
	return toTaken(bought, before);
}

async function keep(
	trx: Trx,
	{ staffId, redemptionId }: Take,
	{ memberId, leftMinor }: Bought,
	{ property, taking }: { readonly property: string; readonly taking: Taking },
	now: Instant
): Promise<void> {
	const { amountMinor, isLast } = taking;
	const part: Facts =
		amountMinor === undefined
			? {}
			: { amountMinor, leftBefore: leftMinor ?? null, leftAfter: taking.leftMinor ?? null };
	await recordAct(
		trx,
		{
			actor: { kind: 'staff', id: staffId },
			act: 'voucher-taken',
			subject: { kind: 'redemption', id: redemptionId },
			facts: { property, before: 'issued', after: isLast ? 'used' : 'issued', ...part }
		},
		now
	);
	const to = { kind: 'member', id: memberId } as const;
	const facts = { redemptionId, property, ...part };
	const topic = isLast ? 'voucher-used' : 'voucher-used-in-part';
	await tell(trx, { channel: 'event', topic, to, facts }, now);
}

function toTaken(bought: Bought, { amountMinor, takenAt, undoneAt }: Take): TakenVoucher {
	const { id, memberId, reward, amount, leftMinor } = bought;
	const inCurrency = (minor: number | undefined) =>
		amountMinor === undefined || minor === undefined || amount === undefined
			? undefined
			: { minor, currency: amount.currency };
	return {
		...{ redemptionId: id, memberId, name: reward.name, takenAt, ...givesOf(bought) },
		...{ part: inCurrency(amountMinor), left: inCurrency(leftMinor) },
		...{ takeBackTo: takeBackTo(takenAt), undoneAt }
	};
}
