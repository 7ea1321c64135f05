import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { decideTake } from '#lib/domain/rewards/voucher.ts';
import type { Text } from '#lib/domain/text.ts';
import type { RewardGives } from '#lib/domain/views/rewards.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { tell } from '../outbox/queries.ts';
import { readToday } from '../programme/read-programme.ts';
import { listPropertyIds } from '../staff/property-queries.ts';
import { findStaff } from '../staff/queries.ts';
import { listProperties } from '../stays/properties.ts';
import { findByVoucher, type Bought } from './redemption-queries.ts';
import { givesOf } from './voucher-lines.ts';
import { claimEnd, claimTake, findTake, lockByCode } from './voucher-queries.ts';

export interface TakeVoucher {
	/** Made by the page that asks, so that a second tap is the same take. */
	readonly id: string;
	readonly staffId: string;
	/** As typed or scanned. */
	readonly code: string;
	/** The house at whose desk it is taken. */
	readonly propertyId: string;
}

/** What the desk is to give for it. */
export interface TakenVoucher extends RewardGives {
	readonly redemptionId: string;
	readonly memberId: string;
	readonly name: Text;
	readonly takenAt: Instant;
}

/**
 * Takes a voucher whole, once. Refused: `not-allowed` at a house where the staff member does not work,
 * `voucher-unknown`, `same-id-other-body`, and what `decideTake` refuses.
 */
export function takeVoucher(
	db: Db,
	{ id, staffId, code: typed, propertyId }: TakeVoucher,
	now: Instant
): Promise<TakenVoucher> {
	return transact(db, async (trx) => {
		const code = readVoucherCode(typed);
		if (code !== undefined) await lockByCode(trx, code);
		const bought = code === undefined ? undefined : await findByVoucher(trx, code);
		const before = await findTake(trx, id);
		if (before) {
			if (before.staffId !== staffId) throw new Refusal('not-found');
			if (before.redemptionId !== bought?.id || before.propertyId !== propertyId)
				throw new Refusal('same-id-other-body');
			return toTaken(bought, before.takenAt);
		}
		const property = await mustWorkAt(trx, staffId, propertyId);
		if (!bought) throw new Refusal('voucher-unknown');
		decideTake(bought, bought.reward, property.code, await readToday(trx, now));

		await claimEnd(trx, bought.id, { status: 'used' }, now);
		const take = { id, redemptionId: bought.id, propertyId, staffId, takenAt: now };
		if (!(await claimTake(trx, take))) throw new Refusal('same-id-other-body');
		await recordAct(
			trx,
			{
				actor: { kind: 'staff', id: staffId },
				act: 'voucher-taken',
				subject: { kind: 'redemption', id: bought.id },
				facts: { property: property.code, before: 'issued', after: 'used' }
			},
			now
		);
		await tell(
			trx,
			{
				channel: 'event',
				topic: 'voucher-used',
				to: { kind: 'member', id: bought.memberId },
				facts: { redemptionId: bought.id, property: property.code }
			},
			now
		);
		return toTaken(bought, now);
	});
}

function toTaken(bought: Bought, takenAt: Instant): TakenVoucher {
	const { id, memberId, reward } = bought;
	return { redemptionId: id, memberId, name: reward.name, takenAt, ...givesOf(bought) };
}

/** Managers and owners work everywhere, the desk at its houses. */
async function mustWorkAt(
	trx: Trx,
	staffId: string,
	propertyId: string
): Promise<{ code: string }> {
	const staff = await findStaff(trx, staffId);
	const property = (await listProperties(trx)).find(({ id }) => id === propertyId);
	if (!staff?.active || !property) throw new Refusal('not-allowed');
	const isHere =
		staff.role !== 'desk' || (await listPropertyIds(trx, staffId)).includes(propertyId);
	if (!isHere) throw new Refusal('not-allowed');
	return property;
}
