import { versionOn, type Version } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Asking } from '#lib/domain/rewards/obstacle.ts';
import type { Sale } from '#lib/domain/rewards/redemption.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { Held } from '../ledger/post-once.ts';
import { listGrants } from '../ledger/queries.ts';
import { findIdentity } from '../members/queries.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { findRewardFor, type KeptFor } from './queries.ts';

/** All that decides a redemption, in the transaction that holds the account. */
export interface ReadSale {
	readonly kept: KeptFor;
	readonly asking: Asking;
	readonly sale: Sale;
	readonly property: Property | undefined;
	readonly version: Version;
}

export interface WhichSale {
	readonly memberId: string;
	readonly rewardId: string;
	/** The house that was chosen, or whose desk asks. */
	readonly isHouse?: ((property: Property) => boolean) | undefined;
}

/** Refused with `not-found`: a reward that never was. */
export async function readSale(
	{ trx, history, programme, today, now }: Held,
	{ memberId, rewardId, isHouse }: WhichSale
): Promise<ReadSale> {
	const kept = await findRewardFor(trx, rewardId, memberId);
	if (!kept || kept.status === 'draft') throw new Refusal('not-found');
	const identity = await findIdentity(trx, memberId);
	const { tier } = heldTier(await listGrants(trx, memberId), programme, today);
	const { document } = versionOn(programme, today);
	const { balance, debt } = history.account;
	const property = isHouse && (await listProperties(trx)).find(isHouse);
	const { reward, status, left } = kept;
	return {
		kept,
		asking: {
			verified: identity?.verified ?? false,
			// Who is suspended was refused when the account was held.
			suspended: false,
			tier: tier.id,
			had: kept.had,
			balance,
			debt
		},
		sale: {
			...{ reward, status, left, today, now },
			tiers: document.tiers,
			rewardNights: document.rewardNights,
			house: property
		},
		property,
		version: document
	};
}
