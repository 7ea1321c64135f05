import type { Trx } from '../db/database.ts';

/** Redemptions of a member, with their vouchers, become another's: all, or those named. */
export async function moveRedemptions(
	trx: Trx,
	fromId: string,
	intoId: string,
	only?: readonly string[]
): Promise<string[]> {
	if (only?.length === 0) return [];
	let change = trx
		.updateTable('redemption')
		.set({ member_id: intoId })
		.where('member_id', '=', fromId);
	if (only) change = change.where('id', 'in', only);
	return (await change.returning('id').execute()).map((row) => row.id);
}
