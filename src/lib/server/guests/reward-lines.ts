import type { PlainDate } from '#lib/domain/calendar.ts';
import { versionOn, type Programme, type Tier } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { obstacle, priceFor, type Asking, type Obstacle } from '#lib/domain/rewards/reward.ts';
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
	const least = withCash.at(-1)?.points ?? price;
	const because = missing(
		obstacle({ ...asking, had }, { reward, status, left, tiers, today }),
		least,
		asking.balance
	);
	const tierMin = tiers.find((tier) => tier.id === reward.tierMin);
	return {
		id,
		name: reward.name,
		image,
		...givesOf({ reward, amount: undefined }),
		price,
		plainPrice: price === reward.points ? undefined : reward.points,
		withCash,
		least,
		tierMin: tierMin && toTierView(tierMin),
		short: because?.code === 'not-enough-points' ? Number(because.facts.short) : undefined,
		because
	};
}

/** Too few points for the whole price may be enough for a way with cash. */
function missing(
	because: Obstacle | undefined,
	least: number,
	balance: number
): Obstacle | undefined {
	if (because?.code !== 'not-enough-points') return because;
	const short = least - balance;
	return short > 0 ? { code: 'not-enough-points', facts: { short, balance } } : undefined;
}
