import type { Refusal } from '#lib/domain/refusal.ts';
import type { Trx } from '../db/database.ts';
import { countFromStock, lockStock, setStock } from './stock-queries.ts';

/**
 * From now on so many are given in all, those that members have included; null: it is no longer counted.
 * What is left moves by as much as what is given. Refused with the fewest that can be (`least`): fewer than
 * members have. The number given before is returned.
 */
export async function countStock(
	trx: Trx,
	{ rewardId, scope }: { readonly rewardId: string; readonly scope: string },
	given: number | null,
	refuse: (least: number) => Refusal
): Promise<number | null> {
	const held = await lockStock(trx, rewardId, scope);
	const before = held?.given ?? null;
	if (given === before) return before;
	if (given === null) {
		await setStock(trx, rewardId, { given: null, left: null }, scope);
		return before;
	}
	const taken =
		held?.given == null || held.left == null
			? await countFromStock(trx, rewardId, scope)
			: held.given - held.left;
	if (given < taken) throw refuse(taken);
	await setStock(trx, rewardId, { given, left: given - taken }, scope);
	return before;
}
