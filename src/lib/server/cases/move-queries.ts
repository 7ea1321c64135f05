import type { Trx } from '../db/database.ts';

/** Cases of a member become another's: all, or those named. */
export async function moveCases(
	trx: Trx,
	fromId: string,
	intoId: string,
	only?: readonly string[]
): Promise<string[]> {
	if (only?.length === 0) return [];
	let change = trx
		.updateTable('guest_case')
		.set({ member_id: intoId })
		.where('member_id', '=', fromId);
	if (only) change = change.where('id', 'in', only);
	return (await change.returning('id').execute()).map((row) => row.id);
}
