import type { PlainDate } from '#lib/domain/calendar.ts';
import { versionOn, type Programme, type Tier } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { obstacle, type Asking } from '#lib/domain/rewards/obstacle.ts';
import { leastPoints, priceFor } from '#lib/domain/rewards/price.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { RewardLine } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import type { KeptFor } from '../rewards/queries.ts';
import { givesOf } from '../rewards/voucher-lines.ts';
import { toTierView } from './lines.ts';
import { findMember } from './queries.ts';
import { readGrants } from './read-home.ts';

/** Who looks at rewards, and what the programme of today knows of tiers. */
export interface Looking {
	readonly asking: Omit<Asking, 'had'>;
	readonly tiers: readonly Tier[];
	readonly today: PlainDate;
}

export async function readLooking(
	db: Reader,
	memberId: string,
	verified: boolean,
	programme: Programme,
	today: PlainDate
): Promise<Looking> {
	const [member] = await findMember(db, { memberId });
	if (!member) throw new Refusal('not-found');
	const { tier } = heldTier(await readGrants(db, memberId, programme, today), programme, today);
	const { balance, debt } = member;
	return {
		// Who is suspended has no session.
		asking: { verified, suspended: false, tier: tier.id, balance, debt },
		tiers: versionOn(programme, today).document.tiers,
		today
	};
}

export function toRewardLine(kept: KeptFor, { asking, tiers, today }: Looking): RewardLine {
	const { id, reward, status, image, left, had } = kept;
	const price = priceFor(reward, asking.tier, tiers);
	const withCash = (reward.withCash ?? [])
		.filter(({ points }) => points < price)
		.toSorted((one, other) => other.points - one.points);
	const because = obstacle({ ...asking, had }, { reward, status, left, tiers, today });
	const tierMin = tiers.find((tier) => tier.id === reward.tierMin);
	return {
		id,
		name: reward.name,
		image,
		...givesOf({ reward, amount: undefined, nights: undefined }),
		tier: tiers.find((tier) => tier.id === reward.tier)?.name,
		price,
		plainPrice: price === reward.points ? undefined : reward.points,
		withCash,
		least: leastPoints(reward, asking.tier, tiers),
		tierMin: tierMin && toTierView(tierMin),
		short: because?.code === 'not-enough-points' ? Number(because.facts.short) : undefined,
		because
	};
}
