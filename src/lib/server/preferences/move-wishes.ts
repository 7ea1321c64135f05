import { hasKeys } from '../crypto/seal.ts';
import type { Trx } from '../db/database.ts';
import { readHealthConsent } from './consent.ts';
import { copyHealth, copyWishes, moveObservations, moveStayWishes } from './move-queries.ts';

/**
 * Two profiles become one: wishes are copied where the other has said nothing, those of stays go with the
 * stays, and what concerns health only to a profile that agreed to it. Returns the keys of what was copied
 * in the clear. What staff noticed, and what was copied of health, stays if the merge is undone.
 */
export async function moveWishes(
	trx: Trx,
	stayIds: readonly string[],
	fromId: string,
	intoId: string
): Promise<string[]> {
	await moveStayWishes(trx, stayIds, fromId, intoId);
	if (hasKeys(trx)) {
		await moveObservations(trx, fromId, intoId);
		const { given } = await readHealthConsent(trx, intoId);
		if (given) await copyHealth(trx, fromId, intoId);
	}
	return copyWishes(trx, fromId, intoId);
}
