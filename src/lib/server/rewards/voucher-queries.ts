import type { Instant } from '#lib/domain/calendar.ts';
import type { RedemptionStatus } from '#lib/domain/rewards/states.ts';
import type { Trx } from '../db/database.ts';

export interface StatusChange {
	readonly redemptionId: string;
	readonly from: readonly RedemptionStatus[];
	readonly to: RedemptionStatus;
	/** The entry that gave the points back. */
	readonly returnEntryId?: string | undefined;
	/** Of the staff, who confirmed it. */
	readonly confirmedBy?: string | undefined;
}

/** True for whoever finds it in one of the states; whoever comes after does not. */
export async function changeStatus(
	trx: Trx,
	{ redemptionId, from, to, returnEntryId, confirmedBy }: StatusChange,
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('redemption')
		.set({
			status: to,
			changed_at: now,
			...(returnEntryId === undefined ? {} : { return_entry_id: returnEntryId }),
			...(confirmedBy === undefined ? {} : { confirmed_at: now, confirmed_by: confirmedBy })
		})
		.where('id', '=', redemptionId)
		.where('status', 'in', from)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Holds a redemption to the end of the transaction. */
export async function lockRedemption(trx: Trx, redemptionId: string): Promise<void> {
	await trx
		.updateTable('redemption')
		.set((redemption) => ({ status: redemption.ref('status') }))
		.where('id', '=', redemptionId)
		.execute();
}

/** Holds a redemption by its voucher to the end of the transaction. */
export async function lockByCode(trx: Trx, code: string): Promise<void> {
	await trx
		.updateTable('redemption')
		.set((redemption) => ({ status: redemption.ref('status') }))
		.where('id', '=', (redemption) =>
			redemption.selectFrom('voucher').select('redemption_id').where('code', '=', code)
		)
		.execute();
}
