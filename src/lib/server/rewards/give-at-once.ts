import { Refusal } from '#lib/domain/refusal.ts';
import { giftTierIn } from '../tiers/gift-tier.ts';
import type { Held } from '../ledger/post-once.ts';
import { claimPartnerCode, countFreeCodes } from './partner-code-queries.ts';
import type { KeptFor } from './queries.ts';
import { tellLow } from './tell-low.ts';

/**
 * What no desk gives: a code of the partner, a tier. Refused: `out-of-stock` when no code is left,
 * `already-held` for a tier that is held.
 */
export async function giveAtOnce(
	{ trx, programme, today, now }: Held,
	{ redemptionId, memberId }: { readonly redemptionId: string; readonly memberId: string },
	{ id: rewardId, reward }: Pick<KeptFor, 'id' | 'reward'>
): Promise<void> {
	const { kind, tier, months } = reward;
	if (kind === 'partner-code') {
		const code = await claimPartnerCode(trx, rewardId, redemptionId);
		if (code === undefined) throw new Refusal('out-of-stock');
		if (reward.lowStock !== undefined)
			await tellLow(trx, { rewardId, reward, left: await countFreeCodes(trx, rewardId) }, now);
	}
	if (kind === 'status-gift' && tier !== undefined && months !== undefined)
		await giftTierIn(trx, { memberId, tier, months }, programme, today, now);
}
